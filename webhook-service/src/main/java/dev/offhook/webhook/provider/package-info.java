/** What a telephony provider has to implement, and the one way that every webhook goes. */
package dev.offhook.webhook.provider;
