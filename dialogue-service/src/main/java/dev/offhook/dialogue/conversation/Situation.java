package dev.offhook.dialogue.conversation;

import java.time.Instant;

import dev.offhook.dialogue.conversation.Conversation.Medium;
import dev.offhook.events.Provider;

/**
 * Where a conversation stands when something happens.
 *
 * @param state what it remembers
 * @param medium call or text
 * @param provider who carries it
 * @param conversation its id
 * @param caller the other side's number; null when unknown
 * @param business our number; null when unknown
 * @param started when it began
 * @param now when it happens
 */
public record Situation(
        ConversationState state,
        Medium medium,
        Provider provider,
        String conversation,
        String caller,
        String business,
        Instant started,
        Instant now) {

    /** The situation of a conversation at an instant. */
    public static Situation of(Conversation conversation, Instant now) {
        return new Situation(
                conversation.state(),
                conversation.medium(),
                conversation.provider(),
                conversation.id(),
                conversation.from(),
                conversation.to(),
                conversation.started(),
                now);
    }
}
