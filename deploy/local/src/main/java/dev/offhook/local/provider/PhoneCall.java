package dev.offhook.local.provider;

import java.util.concurrent.CompletableFuture;

/** One call, played from the provider's side. Its turns follow each other: one request at a time. */
public interface PhoneCall {

    /**
     * What the caller heard in answer.
     *
     * @param text the answer's words; fillers are not among them
     * @param fillers how often the caller was asked to wait before it came
     * @param listening true when the bot listens now; false when the call is over or handed over
     */
    record Heard(String text, int fillers, boolean listening) {}

    /** The id that the call's events have on Kafka. */
    String conversationId();

    /** Dials; completes with the greeting. */
    CompletableFuture<Heard> start();

    /**
     * The caller says something; completes with the answer.
     *
     * @throws IllegalStateException when the bot does not listen
     */
    CompletableFuture<Heard> say(String text);

    /** The caller hangs up; completes when the ingress has taken note. */
    CompletableFuture<Void> end();
}
