package dev.offhook.notification.voximplant;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code GetSmsHistory} and {@code A2PGetSmsHistory}.
 *
 * @param result what was sent
 * @param error instead of it
 */
@JsonNaming(SnakeCaseStrategy.class)
public record SmsHistory(List<Item> result, @Nullable VoximplantError error) {
    public SmsHistory {
        result = result == null ? List.of() : List.copyOf(result);
    }

    /**
     * One message.
     *
     * @param messageId Voximplant's id; older answers call it {@code sms_id} or {@code id}
     * @param transactionId the id of its transaction, which older answers to sending tell instead
     * @param fragments how many parts it has
     * @param statusId 1 for success, 2 for an error
     * @param errorMessage in words, null without an error
     * @param deliveryStatus of A2P messages alone, e.g. {@code DELIVERED}
     * @param text its words, where they were stored
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Item(
            @JsonAlias({"sms_id", "id"}) @Nullable String messageId,
            @Nullable String transactionId,
            @Nullable Integer fragments,
            @Nullable String statusId,
            @Nullable String errorMessage,
            @Nullable String deliveryStatus,
            @Nullable String text) {}
}
