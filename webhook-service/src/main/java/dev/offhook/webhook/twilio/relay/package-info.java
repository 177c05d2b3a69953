/** One ConversationRelay session as plain Java: what Twilio sends, what it gets, and what happens in between. */
package dev.offhook.webhook.twilio.relay;
