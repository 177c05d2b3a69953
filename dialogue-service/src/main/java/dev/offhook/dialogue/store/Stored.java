package dev.offhook.dialogue.store;

import java.util.List;

import dev.offhook.dialogue.conversation.Conversation;
import dev.offhook.dialogue.conversation.Turn;
import dev.offhook.events.Event;

/** What became of an {@link Effect}. */
public sealed interface Stored {

    /**
     * It is stored.
     *
     * @param conversation as it stands now
     */
    record Now(Conversation conversation) implements Stored {}

    /**
     * The event had its effect before; nothing was changed.
     *
     * @param before when, and from which record
     * @param turn the turn that it opened and that nobody has completed yet; null for none
     * @param messages what was stored to be published then
     */
    record Before(InboxEntry before, Turn turn, List<Event> messages) implements Stored {}
}
