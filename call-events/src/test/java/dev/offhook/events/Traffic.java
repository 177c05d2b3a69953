package dev.offhook.events;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Who writes and reads a topic, and what its key is: what the AsyncAPI document tells beside {@link Topic}.
 *
 * @param key what its records are keyed by
 * @param producers who sends to it
 * @param consumers who reads it
 * @param tombstone what a record without a value means; null where the topic has none
 */
record Traffic(
        Key key,
        List<String> producers,
        List<String> consumers,
        @Nullable Tombstone tombstone) {
    private static final String WEBHOOK = "webhook-service";
    private static final String DIALOGUE = "dialogue-service";
    private static final String TENANT = "tenant-service";
    private static final String NOTIFICATION = "notification-service";
    private static final String SUBSCRIBERS = "any subscriber";

    /**
     * A record without a value.
     *
     * @param message its name among the messages
     * @param meaning what a reader does with it
     */
    record Tombstone(String message, String meaning) {}

    /** What a topic's records are keyed by. */
    enum Key {
        CONVERSATION_ID(
                "The conversation's id: `<provider>:<the provider's id of the call>`, or of texts"
                        + " `sms:<thread key>:<id of the first message>`.",
                "twilio:CA00000000000000000000000000000001"),
        SMS_THREAD_KEY(
                "A keyed hash of tenant, channel and both numbers: the same for all messages between them.",
                "5f0c9a2d61b84e7f"),
        TENANT_SLUG("The tenant's slug.", "hr-center"),
        TENANT_SLUG_OR_UNKNOWN(
                "The tenant's slug; `unknown` where the request could not be given to a tenant.", "unknown"),
        RING_OR_REPLICA("`ring`; of a replica's confirmation `<service>/<instance>`.", "ring");

        private final String description;
        private final String example;

        Key(String description, String example) {
            this.description = description;
            this.example = example;
        }

        /** What it is. */
        String description() {
            return description;
        }

        /** One. */
        String example() {
            return example;
        }
    }

    /** Who publishes events of this one's type on a topic of this traffic. */
    String producerOf(Event event) {
        return switch (event) {
            case LimitReached _ -> DIALOGUE;
            case SmsEvent.SmsStatusChanged _ -> NOTIFICATION;
            case KeyRingConfirmed _ -> WEBHOOK;
            default -> producers.getFirst();
        };
    }

    /** The traffic of a topic. */
    static Traffic of(Topic topic) {
        return switch (topic) {
            case TENANTS ->
                new Traffic(
                        Key.TENANT_SLUG,
                        List.of(TENANT),
                        List.of(WEBHOOK, DIALOGUE, NOTIFICATION),
                        new Tombstone("TenantGone", "The tenant is gone: forget it."));
            case CALL_EVENTS ->
                new Traffic(Key.CONVERSATION_ID, List.of(WEBHOOK, DIALOGUE), List.of(DIALOGUE, SUBSCRIBERS), null);
            case SMS_EVENTS ->
                new Traffic(
                        Key.SMS_THREAD_KEY,
                        List.of(WEBHOOK, DIALOGUE, NOTIFICATION),
                        List.of(DIALOGUE, SUBSCRIBERS),
                        null);
            case REPLIES -> new Traffic(Key.CONVERSATION_ID, List.of(DIALOGUE), List.of(WEBHOOK, SUBSCRIBERS), null);
            case SMS_REQUESTS ->
                new Traffic(Key.SMS_THREAD_KEY, List.of(DIALOGUE, "any service"), List.of(NOTIFICATION), null);
            case CONVERSATIONS ->
                new Traffic(
                        Key.CONVERSATION_ID,
                        List.of(DIALOGUE),
                        List.of(SUBSCRIBERS),
                        new Tombstone(
                                "ConversationGone",
                                "The conversation's document is gone: forget it. Offhook itself erases by a redacted"
                                        + " revision."));
            case REFUSALS -> new Traffic(Key.TENANT_SLUG_OR_UNKNOWN, List.of(WEBHOOK), List.of(TENANT), null);
            case KEYS ->
                new Traffic(
                        Key.RING_OR_REPLICA,
                        List.of(TENANT, "every service"),
                        List.of(WEBHOOK, DIALOGUE, TENANT, NOTIFICATION),
                        new Tombstone("ReplicaGone", "The replica has ended: nobody waits for it."));
        };
    }
}
