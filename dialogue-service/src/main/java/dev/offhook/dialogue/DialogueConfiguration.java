package dev.offhook.dialogue;

import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How this service reads events and keeps conversations. */
@ConfigMapping(prefix = "offhook.dialogue")
public interface DialogueConfiguration {

    /**
     * A name that this replica keeps over restarts and shares with no other, e.g. {@code dialogue-0}. With it a
     * restarted replica takes its partitions back at once; without it they wait for the session of the dead one to
     * time out.
     */
    Optional<String> instance();

    /** How many records of a topic may be worked on at a time, of 1 or more; reading pauses above it. */
    @WithDefault("256")
    int inFlight();

    /** How many turns may use the database at a time; below the size of the connection pool. */
    int databaseSections();

    /** Until when a caller has an answer, whatever an LLM does; counts from the event. */
    @WithDefault("3500ms")
    Duration answerBy();

    /** The same for a text message. */
    @WithDefault("20s")
    Duration smsAnswerBy();

    /** What an LLM is given in any case, e.g. for an event that waited for a restart. */
    @WithDefault("1s")
    Duration leastPatience();

    /** How many turns of a conversation an LLM is shown at most. */
    @WithDefault("30")
    int historyTurns();

    /** How long a text conversation stays open without a message. */
    @WithDefault("24h")
    Duration smsWindow();

    /**
     * From which age on the replies to an event are published again when an ingress publishes the event again. The
     * ingress remembers replies for longer than this, so that it normally needs them once.
     */
    @WithDefault("30s")
    Duration republishAfter();

    /** How long an event waits for the configuration of a tenant that this replica has not seen yet. */
    @WithDefault("500ms")
    Duration tenantPatience();

    /** What is tried again, and how often. */
    Retry retry();

    /** How many conversations are kept in memory, the latest; a turn of another reads the database first. */
    @WithDefault("20000")
    int cachedConversations();

    /** How a failed event is tried again. */
    interface Retry {
        /** How often an event is tried whose failure is its own; an outage is waited for without limit. */
        @WithDefault("5")
        int attempts();

        /** The first pause; it doubles with every attempt. */
        @WithDefault("100ms")
        Duration pause();

        /** The longest pause: how late a recovered database is noticed. */
        @WithDefault("2s")
        Duration longestPause();
    }
}
