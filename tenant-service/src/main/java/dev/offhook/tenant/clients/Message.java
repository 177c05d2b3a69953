package dev.offhook.tenant.clients;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/** An outgoing message, see docs/notification.md; what is not known is null. */
@RegisterForReflection
public record Message(
        String id,
        String status,
        @Nullable String purpose,
        @Nullable String to,
        @Nullable String from,
        @Nullable String text,
        @Nullable String template,
        @Nullable String channel,
        @Nullable Integer segments,
        @Nullable BigDecimal cost,
        @Nullable String currency,
        @Nullable String errorCode,
        @Nullable String reason,
        @Nullable String conversation,
        int attempts,
        Instant createdAt,
        @Nullable Instant nextAt,
        Instant updatedAt) {

    /**
     * A page of them.
     *
     * @param next the cursor of the next page; null on the last one
     */
    @RegisterForReflection
    public record Page(List<Message> messages, @Nullable String next) {}
}
