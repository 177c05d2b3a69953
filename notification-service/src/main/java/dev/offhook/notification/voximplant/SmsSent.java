package dev.offhook.notification.voximplant;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code SendSmsMessage}.
 *
 * @param result 1
 * @param messageId Voximplant's id; older answers call it {@code transaction_id}
 * @param error instead of all else
 */
@JsonNaming(SnakeCaseStrategy.class)
public record SmsSent(
        @Nullable Integer result,
        @JsonAlias("transaction_id") @Nullable String messageId,
        @Nullable VoximplantError error) {}
