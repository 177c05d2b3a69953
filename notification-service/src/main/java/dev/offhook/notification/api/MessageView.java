package dev.offhook.notification.api;

import java.math.BigDecimal;
import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * A message, as the API tells it. What is not known is left out.
 *
 * @param id of its request
 * @param status see {@link dev.offhook.events.SmsEvent.Status}
 * @param purpose why it is sent
 * @param to recipient
 * @param from sender, as soon as one is chosen
 * @param text the words: as sent once they were, before that as asked for
 * @param template name of the template that they are made from
 * @param channel that carries it
 * @param messageId the provider's id
 * @param segments how many parts it has on the air
 * @param cost by the tenant's rates
 * @param currency of the cost
 * @param errorCode the provider's code
 * @param reason why it stands where it stands
 * @param conversation that asked for it
 * @param attempts how often a provider was asked
 * @param createdAt when it was taken
 * @param notBefore when it may be sent
 * @param expiresAt when it is of no use any more
 * @param nextAt when something is done with it next
 * @param updatedAt when it last changed
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageView(
        String id,
        String status,
        @Nullable String purpose,
        @Nullable String to,
        @Nullable String from,
        @Nullable String text,
        @Nullable String template,
        @Nullable String channel,
        @Nullable String messageId,
        @Nullable Integer segments,
        @Nullable BigDecimal cost,
        @Nullable String currency,
        @Nullable String errorCode,
        @Nullable String reason,
        @Nullable String conversation,
        int attempts,
        Instant createdAt,
        @Nullable Instant notBefore,
        @Nullable Instant expiresAt,
        @Nullable Instant nextAt,
        Instant updatedAt) {}
