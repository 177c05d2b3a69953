/** Conversations, turns, inbox and stored replies in PostgreSQL. */
package dev.offhook.dialogue.store;
