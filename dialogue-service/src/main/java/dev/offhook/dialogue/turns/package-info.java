/** What happens when an event arrives: decide, store, publish. */
package dev.offhook.dialogue.turns;
