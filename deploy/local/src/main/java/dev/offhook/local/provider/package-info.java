/** The providers' side of a conversation: posts webhooks as Twilio and Voximplant do, and reads the answers as they do. */
package dev.offhook.local.provider;
