/** What every replica does again and again beside the conversations. */
package dev.offhook.dialogue.background;
