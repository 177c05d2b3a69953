package dev.offhook.notification.gates;

import java.math.BigDecimal;
import java.time.Instant;

import dev.offhook.events.SmsEvent;
import dev.offhook.events.TenantConfiguration.Channel;
import org.jspecify.annotations.Nullable;

/** Whether a message may be sent now. */
public sealed interface Decision {

    /**
     * It is sent at once.
     *
     * @param channel by which channel of the tenant
     * @param sender from which of its numbers: E.164, behind {@link SmsEvent#WHATSAPP} for a WhatsApp message
     * @param body the words, templates filled, not blank
     * @param segments how many parts it has on the air, 1 or more
     * @param cost what it costs, null without rates
     * @param currency of the cost, ISO 4217, null without rates
     */
    record Go(
            Channel.Kind channel,
            String sender,
            String body,
            int segments,
            @Nullable BigDecimal cost,
            @Nullable String currency)
            implements Decision {
        /** Neither numbers nor words. */
        @Override
        public String toString() {
            return "Go[" + channel + ", segments=" + segments + "]";
        }
    }

    /**
     * It waits.
     *
     * @param at when it is decided about again
     * @param reason why, in words; the tenant reads it
     */
    record Later(Instant at, String reason) implements Decision {}

    /**
     * It is not sent.
     *
     * @param status {@code suppressed}, {@code expired} or {@code failed}
     * @param reason why, in words; the tenant reads it
     */
    record Stop(SmsEvent.Status status, String reason) implements Decision {
        public Stop {
            switch (status) {
                case SUPPRESSED, EXPIRED, FAILED -> {
                    // These end a message that no provider has.
                }
                case ACCEPTED, SCHEDULED, SENDING, UNKNOWN, SENT, DELIVERED, UNDELIVERED ->
                    throw new IllegalArgumentException(
                            "a message is not stopped as " + status.id() + "; good is suppressed");
            }
        }
    }
}
