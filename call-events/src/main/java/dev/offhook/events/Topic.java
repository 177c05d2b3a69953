package dev.offhook.events;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The topics, declared once: the local stack creates them from here, and {@code topics.json}, which the chart and the
 * docs read, is held equal to this by a test.
 */
public enum Topic {
    /** The whole configuration of every tenant; key: slug. */
    TENANTS("offhook.tenants.v1", 3, "compact", null, List.of(TenantConfiguration.class)),
    /** What happened on calls; key: conversation id. */
    CALL_EVENTS("offhook.call-events.v1", 12, "delete", Duration.ofDays(7), List.of(CallEvent.class)),
    /** What happened to text messages; key: SMS thread key. */
    SMS_EVENTS("offhook.sms-events.v1", 12, "delete", Duration.ofDays(7), List.of(SmsEvent.class)),
    /** What to say and do on calls; key: conversation id. */
    REPLIES("offhook.replies.v1", 12, "delete", Duration.ofHours(1), List.of(Reply.class)),
    /** Please send this; key: SMS thread key. */
    SMS_REQUESTS("offhook.sms-requests.v1", 12, "delete", Duration.ofDays(7), List.of(SmsRequest.class)),
    /** One document per conversation that is over; key: conversation id. */
    CONVERSATIONS(
            "offhook.conversations.v1", 12, "compact,delete", Duration.ofDays(30), List.of(ConversationRecord.class)),
    /** Why requests were refused; key: tenant slug or {@code unknown}. */
    REFUSALS("offhook.refusals.v1", 3, "delete", Duration.ofDays(7), List.of(RequestRefused.class)),
    /** The keys that seal the tenants' secrets, wrapped, and who follows them; key: {@code ring} or the replica. */
    KEYS("offhook.keys.v1", 1, "compact", null, List.of(KeyRing.class, KeyRingConfirmed.class)) {
        @Override
        public Map<String, String> settings() {
            // Signs of life are many, and Kafka compacts no segment that it still writes: a starting replica would read
            // a week of them.
            var settings = new LinkedHashMap<>(super.settings());
            settings.put("segment.ms", Long.toString(Duration.ofHours(1).toMillis()));
            return settings;
        }
    };

    /** Dead letters are few and need no order. */
    public static final int DEAD_LETTER_PARTITIONS = 1;

    /** Retention of every dead-letter topic. */
    public static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(7);

    private final String topicName;
    private final int partitions;
    private final String cleanupPolicy;
    private final Duration retention;
    private final List<Class<? extends Event>> events;

    Topic(
            String topicName,
            int partitions,
            String cleanupPolicy,
            Duration retention,
            List<Class<? extends Event>> kinds) {
        this.topicName = topicName;
        this.partitions = partitions;
        this.cleanupPolicy = cleanupPolicy;
        this.retention = retention;
        this.events =
                kinds.stream().flatMap(kind -> EventJson.leaves(kind).stream()).toList();
    }

    /** The name on the broker. */
    public String topicName() {
        return topicName;
    }

    /** The number of partitions it is created with; never changed, since keys map to partitions. */
    public int partitions() {
        return partitions;
    }

    /** The types of the events that travel on it: the records under what it is declared with. */
    public List<Class<? extends Event>> events() {
        return events;
    }

    /** Where records of this topic go that could not be processed. */
    public String deadLetterTopic() {
        return topicName + ".dlq";
    }

    /** The topic's settings on the broker, as Kafka names them. */
    public Map<String, String> settings() {
        return settings(cleanupPolicy, retention);
    }

    /** The settings of a dead-letter topic. */
    public static Map<String, String> deadLetterSettings() {
        return settings("delete", DEAD_LETTER_RETENTION);
    }

    /**
     * The topic of this name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Topic named(String topicName) {
        return Arrays.stream(values())
                .filter(topic -> topic.topicName.equals(topicName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no topic is named '" + topicName + "'; one is " + CALL_EVENTS.topicName));
    }

    private static Map<String, String> settings(String cleanupPolicy, Duration retention) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("cleanup.policy", cleanupPolicy);
        if (retention != null) {
            settings.put("retention.ms", Long.toString(retention.toMillis()));
        }
        return settings;
    }
}
