package dev.offhook.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A limit held something back: published by the dialogue beside the events of the call or the message thread.
 *
 * @param limit which
 * @param effect what happened instead, in words for an operator
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LimitReached(Limit limit, String effect) implements CallEvent, SmsEvent {
    /** What was reached. */
    public enum Limit {
        /** The month's budget: nothing that costs is used until it is raised or the month is over. */
        @JsonProperty("budget")
        BUDGET,
        /** The messages that one number is answered on a day. */
        @JsonProperty("messages-per-caller")
        MESSAGES_PER_CALLER,
        /** A thread in which two machines seem to talk to each other. */
        @JsonProperty("message-loop")
        MESSAGE_LOOP
    }
}
