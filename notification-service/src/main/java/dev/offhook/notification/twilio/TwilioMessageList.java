package dev.offhook.notification.twilio;

import java.util.List;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * One page of messages.
 *
 * @param messages the newest first
 */
@JsonNaming(SnakeCaseStrategy.class)
public record TwilioMessageList(List<TwilioMessage> messages) {
    public TwilioMessageList {
        messages = messages == null ? List.of() : List.copyOf(messages);
    }
}
