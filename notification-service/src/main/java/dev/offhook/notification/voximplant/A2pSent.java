package dev.offhook.notification.voximplant;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code A2PSendSms}: what was sent to some, and what was not to others.
 *
 * @param result one for each recipient who gets it
 * @param failed one for each recipient who does not
 * @param error instead of all else
 */
@JsonNaming(SnakeCaseStrategy.class)
public record A2pSent(
        List<Sent> result, List<Failed> failed, @Nullable VoximplantError error) {
    public A2pSent {
        result = result == null ? List.of() : List.copyOf(result);
        failed = failed == null ? List.of() : List.copyOf(failed);
    }

    /**
     * Somebody gets it.
     *
     * @param messageId Voximplant's id; older answers call it {@code transaction_id}
     * @param destinationNumber who
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Sent(
            @JsonAlias("transaction_id") @Nullable String messageId,
            @Nullable String destinationNumber) {}

    /**
     * Somebody does not.
     *
     * @param destinationNumber who
     * @param errorDescription why, in words
     * @param errorCode why
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Failed(
            @Nullable String destinationNumber,
            @Nullable String errorDescription,
            @Nullable String errorCode) {}
}
