/** The tab SMS: conversations by text, outgoing messages, the queue, consent, dead letters. */
package dev.offhook.tenant.console.sms;
