package dev.offhook.dialogue.store;

import java.util.List;

import dev.offhook.dialogue.conversation.Conversation;
import dev.offhook.events.Event;

/**
 * What one event changes, all or nothing.
 *
 * @param conversation the conversation as it shall be, under the version that was read
 * @param changes what else, in any order
 * @param messages what is to be published, in order
 */
public record Effect(Conversation conversation, List<Change> changes, List<Event> messages) {}
