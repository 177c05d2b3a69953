package dev.offhook.notification.gates;

import java.time.Instant;
import java.util.Set;

import dev.offhook.events.SmsEvent;
import dev.offhook.events.SmsRequest;
import dev.offhook.events.TenantConfiguration.Channel;
import org.jspecify.annotations.Nullable;

/**
 * A message that is to be sent.
 *
 * @param requestId the id of its request
 * @param tenant slug
 * @param threadKey SMS thread key
 * @param recipient E.164, behind {@link SmsEvent#WHATSAPP} for a WhatsApp message
 * @param requestedSender the sender that was asked for, in the same form; null for any
 * @param requestedChannel the channel that was asked for; null for any
 * @param text the words; null when it is made from a template
 * @param template the template; null when there are words
 * @param purpose why it is sent
 * @param conversation the conversation that asked for it, null when none did
 * @param createdAt when it was accepted
 * @param notBefore when it may be sent; null for at once
 * @param expiresAt when it is of no use any more
 * @param attempts how often providers were asked
 * @param notTakenBy the channels that surely have not taken it since it last waited: one of them is not tried again now
 * @param going the last decision to send it, null before the first
 */
public record QueuedMessage(
        String requestId,
        String tenant,
        String threadKey,
        String recipient,
        @Nullable String requestedSender,
        Channel.@Nullable Kind requestedChannel,
        @Nullable String text,
        SmsRequest.@Nullable TemplateUse template,
        SmsRequest.Purpose purpose,
        @Nullable String conversation,
        Instant createdAt,
        @Nullable Instant notBefore,
        Instant expiresAt,
        int attempts,
        Set<Channel.Kind> notTakenBy,
        Decision.@Nullable Go going) {
    public QueuedMessage {
        notTakenBy = Set.copyOf(notTakenBy);
    }

    /** The same message after this decision. */
    public QueuedMessage going(Decision.Go decision) {
        return new QueuedMessage(
                requestId,
                tenant,
                threadKey,
                recipient,
                requestedSender,
                requestedChannel,
                text,
                template,
                purpose,
                conversation,
                createdAt,
                notBefore,
                expiresAt,
                attempts,
                notTakenBy,
                decision);
    }

    /** Neither numbers nor words. */
    @Override
    public String toString() {
        return "QueuedMessage[" + requestId + "]";
    }
}
