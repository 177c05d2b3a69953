package dev.offhook.notification.twilio;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/**
 * A message as Twilio tells it, as far as it is read here.
 *
 * @param sid Twilio's id, {@code SM} or {@code MM} and 32 hexadecimal digits
 * @param status at first {@code queued}, {@code accepted} or {@code sending}
 * @param direction {@code outbound-api} for one that was created by this API
 * @param body its words
 * @param dateCreated RFC 2822
 * @param errorCode null without an error
 */
@JsonNaming(SnakeCaseStrategy.class)
public record TwilioMessage(
        @Nullable String sid,
        @Nullable String status,
        @Nullable String direction,
        @Nullable String body,
        @Nullable String dateCreated,
        @Nullable String errorCode) {}
