/** What consoles and other services ask about conversations: lists, one of them, live, by day. */
package dev.offhook.dialogue.history;
