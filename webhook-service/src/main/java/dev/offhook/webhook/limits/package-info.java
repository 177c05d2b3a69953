/** How much is taken from whom, and what is answered beyond it. */
package dev.offhook.webhook.limits;
