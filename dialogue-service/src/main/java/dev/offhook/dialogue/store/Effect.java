package dev.offhook.dialogue.store;

import java.util.List;

import dev.offhook.dialogue.conversation.Conversation;
import dev.offhook.dialogue.conversation.Turn;
import dev.offhook.events.Event;

/**
 * What one event changes, all or nothing.
 *
 * @param conversation the conversation as it shall be, under the version that was read
 * @param turn the new turn, null when there is none
 * @param unheard the id of the event whose answer was not heard, null when there is none
 * @param lapsed the id of an older conversation of the same thread that is over now, null when there is none
 * @param messages what is to be published, in order
 */
public record Effect(Conversation conversation, Turn turn, String unheard, String lapsed, List<Event> messages) {}
