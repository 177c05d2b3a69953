package dev.offhook.dialogue.turns;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.dialogue.DialogueConfiguration;
import dev.offhook.dialogue.store.Origin;
import dev.offhook.dialogue.store.Stored;
import dev.offhook.events.Event;

/** What to publish again when an event comes that had its effect before. */
@ApplicationScoped
class Repetition {
    private final Duration republishAfter;
    private final Clock clock = Clock.systemUTC();

    Repetition(DialogueConfiguration configuration) {
        this.republishAfter = configuration.republishAfter();
    }

    /**
     * The stored answers, or none. The same record once more means that this service or another replica died after it
     * had stored them: Kafka may lack them. Another record is an ingress that publishes a provider's retry: its peers
     * still remember the answers, unless some time has passed.
     */
    List<Event> of(Origin origin, Stored.Before stored) {
        var before = stored.before();
        boolean sameRecord = before.partition == origin.partition() && before.offset == origin.offset();
        boolean old = before.createdAt.plus(republishAfter).isBefore(clock.instant());
        return sameRecord || old ? stored.messages() : List.of();
    }
}
