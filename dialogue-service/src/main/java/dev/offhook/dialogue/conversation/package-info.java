/** The conversation as the domain sees it: state, decision, replies. Knows no framework. */
package dev.offhook.dialogue.conversation;
