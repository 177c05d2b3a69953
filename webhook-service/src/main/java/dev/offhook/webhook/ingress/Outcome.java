package dev.offhook.webhook.ingress;

import dev.offhook.webhook.replies.Answer;
import dev.offhook.webhook.replies.Words;

/** What became of a held request. */
public sealed interface Outcome {

    /** The answer is there, or what is left of it. */
    record Answered(Answer answer) implements Outcome {}

    /** Words are there, but not what to do after them. */
    record Begun(Words words) implements Outcome {}

    /** Kafka has the event, but nothing to speak came while the request was held. */
    record NotYet() implements Outcome {}

    /** Kafka did not acknowledge the event in time. */
    record NotPublished() implements Outcome {}
}
