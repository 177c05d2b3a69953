package dev.offhook.dialogue.record;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How records are made. */
@ConfigMapping(prefix = "offhook.record")
public interface RecordConfiguration {

    /** How many records this replica makes at a time, 1 or more; most of that time they wait for an LLM. */
    @WithDefault("16")
    int workers();

    /**
     * The shortest time between two records that this replica begins: a wave of calls that end together must not take
     * the processor from those that go on.
     */
    @WithDefault("25ms")
    Duration pace();

    /** How often a replica looks for work that another one left, or that is due by time. */
    @WithDefault("2s")
    Duration pollEvery();

    /**
     * How long a replica may take for one step of a record (the summary, publishing) before another takes it over.
     * Above the LLM's longest attempt and Kafka's delivery timeout (30 s): what a dead replica sent is on the topic, or
     * never will be, by then.
     */
    @WithDefault("2m")
    Duration lease();

    /** The first pause after a failure; it doubles with every attempt. */
    @WithDefault("1s")
    Duration pause();

    /** The longest pause after a failure. */
    @WithDefault("1m")
    Duration longestPause();

    /** How often a summary is tried before the record goes out without one, 1 or more. */
    @WithDefault("3")
    int summaryAttempts();

    /** After how long without an event a call counts as over; its end never came. */
    @WithDefault("30m")
    Duration callIdle();

    /** How often conversations are looked for whose end never came. */
    @WithDefault("30s")
    Duration idleEvery();
}
