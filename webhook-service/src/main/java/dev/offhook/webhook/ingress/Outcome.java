package dev.offhook.webhook.ingress;

import dev.offhook.webhook.replies.Answer;

/** What became of a held request. */
public sealed interface Outcome {

    /** The answer is there. */
    record Answered(Answer answer) implements Outcome {}

    /** Kafka has the event, but no answer came while the request was held. */
    record NotYet() implements Outcome {}

    /** Kafka did not acknowledge the event in time. */
    record NotPublished() implements Outcome {}
}
