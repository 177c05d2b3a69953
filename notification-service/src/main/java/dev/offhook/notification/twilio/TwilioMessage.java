package dev.offhook.notification.twilio;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * A message as Twilio answers its creation, as far as it is read here.
 *
 * @param sid Twilio's id, {@code SM} or {@code MM} and 32 hexadecimal digits
 * @param status at first {@code queued}, {@code accepted} or {@code sending}
 * @param numSegments how many segments it is billed as; a number in a text
 */
@JsonNaming(SnakeCaseStrategy.class)
public record TwilioMessage(String sid, String status, String numSegments) {}
