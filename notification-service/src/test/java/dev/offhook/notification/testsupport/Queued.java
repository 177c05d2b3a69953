package dev.offhook.notification.testsupport;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import dev.offhook.events.SmsRequest.Purpose;
import dev.offhook.notification.gates.QueuedMessage;

/** Messages that are due. */
public final class Queued {
    private Queued() {}

    /** A number of Moscow that nobody else in the tests has. */
    public static String number() {
        return "+7495" + ThreadLocalRandom.current().nextInt(1_000_000, 10_000_000);
    }

    /** A message of these words, good for a day. */
    public static QueuedMessage message(String tenant, String to, String text, Purpose purpose) {
        return message(tenant, to, text, purpose, Instant.now());
    }

    /** A message that was taken then, good for a day. */
    public static QueuedMessage message(String tenant, String to, String text, Purpose purpose, Instant createdAt) {
        String id = UUID.randomUUID().toString();
        return new QueuedMessage(
                id,
                tenant,
                "thread-" + id,
                to,
                null,
                null,
                text,
                null,
                purpose,
                null,
                createdAt,
                null,
                createdAt.plusSeconds(86_400),
                0,
                Set.of(),
                null);
    }
}
