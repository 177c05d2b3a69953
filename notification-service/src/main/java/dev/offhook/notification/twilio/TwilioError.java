package dev.offhook.notification.twilio;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Why Twilio refused.
 *
 * @param code Twilio's error code, e.g. 21610; null when the answer is not Twilio's own
 * @param message in words
 * @param status equal to the HTTP status
 */
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
record TwilioError(Integer code, String message, Integer status) {}
