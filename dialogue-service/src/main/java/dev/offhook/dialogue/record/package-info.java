/** What is left of a conversation that is over: one document, published once per revision. */
package dev.offhook.dialogue.record;
