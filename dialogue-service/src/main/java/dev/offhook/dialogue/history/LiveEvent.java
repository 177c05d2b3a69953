package dev.offhook.dialogue.history;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.offhook.events.Envelope;
import dev.offhook.events.Event;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * Something that has just happened.
 *
 * @param id of the event; the same twice is the same event
 * @param type what, e.g. {@code CallerSpoke}, {@code Say}; listeners must expect new ones
 * @param conversation its conversation id; the thread key where a text is not yet part of one
 * @param at when
 * @param inReplyTo the id of the event that this answers, null when it answers none
 * @param data see the contract of the event
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LiveEvent(
        String id,
        String type,
        String conversation,
        Instant at,
        @Nullable String inReplyTo,
        Event data) {

    static LiveEvent of(Envelope<Event> envelope) {
        return new LiveEvent(
                envelope.id(),
                envelope.data().getClass().getSimpleName(),
                envelope.subject(),
                envelope.time(),
                envelope.inReplyTo(),
                envelope.data());
    }
}
