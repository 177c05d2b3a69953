package dev.offhook.notification.store;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offhook.events.EventJson;
import dev.offhook.events.Provider;
import dev.offhook.events.SmsEvent.Status;
import dev.offhook.kit.database.Sql;
import dev.offhook.notification.database.Database;
import dev.offhook.notification.outbox.Outbox;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Takes requests, each once. Every method is one transaction, committed when it returns, and bears being repeated.
 */
@ApplicationScoped
public class Messages {
    private static final String INSERT = """
            insert into sms_message (request_id, tenant, thread_key, recipient, requested_sender, requested_channel, text,
                template, purpose, conversation, provider, state, created_at, updated_at, not_before, expires_at,
                fingerprint, subject, traceparent, task, due_at)
            values (?, ?, ?, ?, ?, ?, ?, cast(? as jsonb), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (request_id) do nothing
            returning *
            """;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Database database;
    private final Queue queue;
    private final Journal journal;
    private final Outbox outbox;
    private final MessagesConfiguration configuration;
    private final List<Runnable> waiting = new CopyOnWriteArrayList<>();

    @Inject
    Messages(Database database, Queue queue, Journal journal, Outbox outbox, MessagesConfiguration configuration) {
        this.database = database;
        this.queue = queue;
        this.journal = journal;
        this.outbox = outbox;
        this.configuration = configuration;
    }

    /** What a request is to those that came before it. */
    public enum Acceptance {
        /** The first of its id: its message is stored. */
        NEW,
        /** The same again: nothing was changed. */
        REPEATED,
        /** Another one under an id that is taken: nothing was changed. */
        CONTRADICTING
    }

    /**
     * Takes a valid request.
     *
     * @param provider who will carry it, as far as that can be said now
     */
    public Acceptance accept(NewMessage message, Provider provider) {
        var acceptance = database.transaction(sql -> {
            var now = database.now();
            var inserted = inserted(sql, message, provider, true, now);
            if (inserted.isEmpty()) {
                return repetition(sql, message);
            }
            var stored = inserted.get();
            journal.tell(sql, stored, now);
            Instant notBefore = stored.queued().notBefore();
            if (notBefore != null && notBefore.isAfter(now)) {
                journal.move(sql, stored, Status.SCHEDULED, null, "it is not to be sent before " + notBefore, now);
            }
            return Acceptance.NEW;
        });
        if (acceptance == Acceptance.NEW) {
            outbox.committed();
            waiting.forEach(Runnable::run);
        }
        return acceptance;
    }

    /**
     * Takes a request that will not be sent.
     *
     * @param reason what is wrong with it, naming the field
     * @param deadLetter its record, null when it came another way
     */
    public Acceptance refuse(NewMessage message, String reason, @Nullable DeadLetter deadLetter) {
        var acceptance = database.transaction(sql -> {
            var now = database.now();
            if (deadLetter != null) {
                bury(sql, deadLetter, now);
            }
            var inserted = inserted(sql, message, Provider.TWILIO, false, now);
            if (inserted.isEmpty()) {
                return repetition(sql, message);
            }
            journal.move(sql, inserted.get(), Status.FAILED, null, reason, now);
            return Acceptance.NEW;
        });
        outbox.committed();
        return acceptance;
    }

    /** Keeps a record that does not even say whose request it would be. */
    public void bury(DeadLetter deadLetter) {
        database.transaction(sql -> bury(sql, deadLetter, database.now()));
    }

    /** The message of a request, as it stands now. */
    public Optional<StoredMessage> find(String requestId) {
        return database.transaction(
                sql -> sql.first("select * from sms_message where request_id = ?", MessageRow::read, requestId));
    }

    /** Calls {@code dispatcher} whenever a message may have become due before its time was looked at again. */
    public void onDue(Runnable dispatcher) {
        waiting.add(dispatcher);
    }

    /** What a request is known by, whatever its id: equal requests have equal fingerprints. */
    public static String fingerprint(NewMessage message) {
        try {
            var hash = MessageDigest.getInstance("SHA-256");
            hash.update(message.tenant().getBytes(UTF_8));
            hash.update((byte) 0);
            if (message.request() != null) {
                hash.update(EventJson.write(message.request()));
            }
            return HexFormat.of().formatHex(hash.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private Acceptance repetition(Sql sql, NewMessage message) {
        String known =
                queue.locked(sql, message.id()).map(StoredMessage::fingerprint).orElse(null);
        return known == null || known.equals(fingerprint(message)) ? Acceptance.REPEATED : Acceptance.CONTRADICTING;
    }

    private Optional<StoredMessage> inserted(
            Sql sql, NewMessage message, Provider provider, boolean toSend, Instant now) {
        var request = message.request();
        Instant notBefore = request == null ? null : request.notBefore();
        Instant due = notBefore != null && notBefore.isAfter(now) ? notBefore : now;
        return sql.first(
                INSERT,
                MessageRow::read,
                message.id(),
                message.tenant(),
                message.threadKey(),
                request == null ? null : storable(request.to()),
                request == null ? null : storable(request.from()),
                request == null ? null : MessageRow.id(request.channel()),
                request == null ? null : storable(request.text()),
                request == null ? null : MessageRow.template(request.template()),
                request == null || request.purpose() == null
                        ? null
                        : request.purpose().name().toLowerCase(Locale.ROOT),
                request == null ? null : storable(request.conversation()),
                provider.id(),
                Status.ACCEPTED.id(),
                now,
                now,
                notBefore,
                message.expiresAt(now, configuration.longestWait()),
                fingerprint(message),
                request == null || request.conversation() == null
                        ? message.threadKey()
                        : storable(request.conversation()),
                message.traceparent(),
                toSend ? StoredMessage.Task.SEND.id() : null,
                toSend ? due : null);
    }

    private static int bury(Sql sql, DeadLetter letter, Instant now) {
        return sql.update(
                """
                insert into dead_letter (topic, partition, record_offset, record_key, headers, payload, request_id,
                    tenant, reason, created_at)
                values (?, ?, ?, ?, cast(? as jsonb), ?, ?, ?, ?, ?)
                on conflict (topic, partition, record_offset) do nothing
                """,
                letter.topic(),
                letter.partition(),
                letter.offset(),
                storable(letter.key()),
                json(letter.headers()),
                letter.payload(),
                storable(letter.requestId()),
                storable(letter.tenant()),
                storable(letter.reason()),
                now);
    }

    private static String json(Object value) {
        try {
            return storable(JSON.writeValueAsString(value).replace("\\u0000", "\\ufffd"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("headers are texts, and texts are JSON", e);
        }
    }

    /** PostgreSQL keeps every character but this one. */
    private static @Nullable String storable(@Nullable String text) {
        return text == null ? null : text.replace('\0', '\ufffd');
    }
}
