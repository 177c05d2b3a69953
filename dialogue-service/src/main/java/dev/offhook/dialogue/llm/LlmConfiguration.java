package dev.offhook.dialogue.llm;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The platform's language model, for tenants that name none, and the limits that hold for all. */
@ConfigMapping(prefix = "offhook.llm")
public interface LlmConfiguration {

    /** Base URL of an OpenAI-compatible API, e.g. {@code https://api.openai.com/v1}; none for no platform model. */
    Optional<URI> url();

    /** The API key; none for a server that wants none. */
    Optional<String> key();

    /** The model's name; none for no platform model. */
    Optional<String> model();

    /** 0 to 2; low, since a receptionist should not be inventive. */
    @WithDefault("0.3")
    double temperature();

    /** The longest answer, in tokens: about a minute of speech. */
    @WithDefault("300")
    int maxTokens();

    /** How many tokens of prompt and history are sent at most, by our estimate. */
    @WithDefault("6000")
    int contextTokens();

    /** How long a model may take. */
    Timeouts timeouts();

    /** When a model is left alone. */
    Breaker breaker();

    /** The call at the end of a conversation. */
    Summary summary();

    /** How many connections are open to one host at most: as many answers can be written at a time. */
    @WithDefault("512")
    int connections();

    /** How long a model may take; see {@link Deadlines}. */
    interface Timeouts {
        /** For a TCP and TLS connection. */
        @WithDefault("1s")
        Duration connect();

        /** Until the first piece of an attempt; models that think for two seconds are common. */
        @WithDefault("2500ms")
        Duration attempt();

        /** Until the first finished sentence. Above it the caller's {@code answer-by} leaves no time for another answer. */
        @WithDefault("2900ms")
        Duration firstSentence();

        /** Between two pieces. */
        @WithDefault("1500ms")
        Duration stall();

        /** What must be left until the first sentence is due for a second attempt to make sense. */
        @WithDefault("700ms")
        Duration secondAttempt();
    }

    /** When a model is left alone, and for how long. */
    interface Breaker {
        /** How many calls are looked at. */
        @WithDefault("10")
        int calls();

        /** Which part of them must have failed, 0 to 1. */
        @WithDefault("0.5")
        double failed();

        /** How long nothing is sent then. */
        @WithDefault("5s")
        Duration pause();

        /** How many calls in a row must succeed after the pause. */
        @WithDefault("2")
        int successes();

        /** How long a key is not used after 401 or 403. */
        @WithDefault("60s")
        Duration refused();

        /** How long a key is not used after 429 without {@code Retry-After}; also the least. */
        @WithDefault("1s")
        Duration limited();

        /** The longest {@code Retry-After} that is believed. */
        @WithDefault("60s")
        Duration longestLimited();
    }

    /** The call at the end of a conversation. */
    interface Summary {
        /** For the whole answer; nobody waits on the line. */
        @WithDefault("20s")
        Duration timeout();

        /** The longest answer, in tokens. */
        @WithDefault("800")
        int maxTokens();

        /** The longest summary that is kept, in characters. */
        @WithDefault("2000")
        int longestSummary();

        /** The longest value of a field that is kept, in characters. */
        @WithDefault("500")
        int longestField();
    }
}
