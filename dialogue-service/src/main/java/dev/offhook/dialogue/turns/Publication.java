package dev.offhook.dialogue.turns;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.offhook.events.Envelope;
import dev.offhook.events.Event;

/** The publishing of one answer, message by message: each is sent at once, and all are waited for in the end. */
final class Publication {
    private final Replies replies;
    private final Envelope<?> cause;
    private final String key;
    private final List<CompletableFuture<Void>> sent = new ArrayList<>();

    /**
     * @param cause the event that is answered
     * @param key of the cause; its answers keep their order under it
     */
    Publication(Replies replies, Envelope<?> cause, String key) {
        this.replies = replies;
        this.cause = cause;
        this.key = key;
    }

    /** Sends the next message. Returns at once. */
    void send(Event message) {
        sent.add(replies.publish(cause, key, sent.size(), message).toCompletableFuture());
    }

    /**
     * Waits until Kafka has everything. Blocks; only for a virtual thread.
     *
     * @throws java.util.concurrent.CompletionException when Kafka did not take one of them
     */
    void await() {
        CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
    }
}
