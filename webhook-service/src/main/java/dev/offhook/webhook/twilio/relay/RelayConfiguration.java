package dev.offhook.webhook.twilio.relay;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Times and limits of ConversationRelay sessions. */
@ConfigMapping(prefix = "offhook.relay")
public interface RelayConfiguration {

    /** How long a caller may say nothing, once our words are over. */
    @WithDefault("8s")
    Duration silenceAfter();

    /** How long to wait for the next key. */
    @WithDefault("2s")
    Duration betweenKeys();

    /** A session from which nothing came for so long, not even an answer to a ping, is closed. */
    @WithDefault("60s")
    Duration idleAfter();

    /** A socket that has not said whose it is by then is closed. */
    @WithDefault("10s")
    Duration setupWithin();

    /** After our last words, and silence of this length, they count as spoken. */
    @WithDefault("500ms")
    Duration settle();

    /** How long before a session the last reply may have come that is still spoken after an unclean end. */
    @WithDefault("10s")
    Duration recent();

    /** How long a session waits for that reply before it says a word of its own. */
    @WithDefault("1500ms")
    Duration resumeWithin();

    /**
     * How long after it was told to stop a replica hands its calls over: so late that proxies send Twilio's next
     * request elsewhere, and before the requests in flight are waited for, which sessions are among.
     */
    @WithDefault("2500ms")
    Duration handOverAfter();

    /** How fast words are spoken where Twilio does not tell when they are over; characters a second. */
    @WithDefault("13")
    int charactersPerSecond();

    /** Messages that are no JSON of Twilio's, before a session is closed. */
    @WithDefault("10")
    int malformedAtMost();

    /** Messages at once; Twilio replays up to 500 when it has reconnected. */
    @WithDefault("600")
    int messagesAtOnce();

    /** Messages a second in the long run. */
    @WithDefault("50")
    int messagesPerSecond();

    /** Messages that may wait for a slow connection before it is closed. */
    @WithDefault("256")
    int unsentAtMost();
}
