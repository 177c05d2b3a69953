package dev.offhook.dialogue.limits;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.dialogue.database.Database;
import dev.offhook.events.LimitReached.Limit;
import dev.offhook.events.TenantConfiguration;

/**
 * Whether a text message may be answered. Exact over replicas: messages of one customer to a tenant are weighed one after
 * the other. Every method joins the caller's transaction where there is one.
 */
@ApplicationScoped
public class MessageLimits {
    private static final Pattern NUMBERS = Pattern.compile("\\p{N}+");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}0]+");

    private final Database database;
    private final LimitsConfiguration configuration;

    MessageLimits(Database database, LimitsConfiguration configuration) {
        this.database = database;
        this.configuration = configuration;
    }

    /**
     * A message that came in.
     *
     * @param eventId of the event that it came with
     * @param threadKey of the thread
     * @param from the customer's number
     * @param text what was written; may be empty
     * @param received when it came
     */
    public record Message(String eventId, String threadKey, String from, String text, Instant received) {}

    /**
     * Weighs a message. The same event asked again gets the verdict that it got first, and counts once. A loop holds
     * until its thread has been quiet enough: what was not answered counts for it too. Of a customer's messages of the
     * day only those count that were answered. Whether the number is blocked is not asked here.
     *
     * @param current the tenant's configuration
     * @return the limit that holds an answer back; empty when it may be answered
     */
    public Optional<Limit> check(TenantConfiguration current, Message message) {
        return database.callInTransaction(connection -> {
            Locks.ofTransaction(connection, "messages:" + current.slug() + ":" + message.from());
            return weigh(connection, current, message);
        });
    }

    /**
     * Forgets a customer.
     *
     * @param number E.164
     * @return how many messages carried it
     */
    public int erase(String tenant, String number) {
        return database.call(connection -> {
            try (var statement =
                    connection.prepareStatement("delete from limited_message where tenant = ? and caller = ?")) {
                statement.setString(1, tenant);
                statement.setString(2, number);
                return statement.executeUpdate();
            }
        });
    }

    /**
     * Deletes what no limit looks at any more.
     *
     * @param before messages that came earlier; two days ago or more, so that every zone's today is kept
     * @return how many were deleted
     */
    public int forget(Instant before) {
        return database.call(connection -> {
            try (var statement = connection.prepareStatement("delete from limited_message where received_at < ?")) {
                statement.setObject(1, before.atOffset(ZoneOffset.UTC));
                return statement.executeUpdate();
            }
        });
    }

    private Optional<Limit> weigh(Connection connection, TenantConfiguration tenant, Message message)
            throws SQLException {
        LocalDate day = LocalDate.ofInstant(message.received(), tenant.timeZone());
        byte[] words = words(message.text());
        var since = message.received().minus(configuration.loop().within()).atOffset(ZoneOffset.UTC);
        try (var statement = connection.prepareStatement("""
                insert into limited_message
                    (event_id, tenant, caller, thread_key, day, text_digest, received_at, verdict)
                select ?, ?, ?, ?, ?, ?, ?, case
                    when ? <= (select count(*) from limited_message
                               where thread_key = ? and received_at > ? and text_digest = ?)
                      or ? <= (select count(*) from limited_message
                               where thread_key = ? and received_at > ?) then 'MESSAGE_LOOP'
                    when ? <= (select count(*) from limited_message
                               where tenant = ? and day = ? and caller = ? and verdict is null)
                        then 'MESSAGES_PER_CALLER'
                    end
                on conflict do nothing
                returning verdict""")) {
            statement.setString(1, message.eventId());
            statement.setString(2, tenant.slug());
            statement.setString(3, message.from());
            statement.setString(4, message.threadKey());
            statement.setObject(5, day);
            statement.setBytes(6, words);
            statement.setObject(7, message.received().atOffset(ZoneOffset.UTC));
            statement.setInt(8, configuration.loop().sameWords());
            statement.setString(9, message.threadKey());
            statement.setObject(10, since);
            statement.setBytes(11, words);
            statement.setInt(12, configuration.loop().messages());
            statement.setString(13, message.threadKey());
            statement.setObject(14, since);
            statement.setObject(15, tenant.limits().messagesPerCaller(), Types.INTEGER);
            statement.setString(16, tenant.slug());
            statement.setObject(17, day);
            statement.setString(18, message.from());
            try (var weighed = statement.executeQuery()) {
                if (weighed.next()) {
                    return limit(weighed.getString(1));
                }
            }
        }
        return before(connection, message.eventId());
    }

    private static Optional<Limit> before(Connection connection, String eventId) throws SQLException {
        try (var statement = connection.prepareStatement("select verdict from limited_message where event_id = ?")) {
            statement.setString(1, eventId);
            try (var known = statement.executeQuery()) {
                return known.next() ? limit(known.getString(1)) : Optional.empty();
            }
        }
    }

    private static Optional<Limit> limit(String verdict) {
        return Optional.ofNullable(verdict).map(Limit::valueOf);
    }

    /** Numbers count as one: «ваша заявка № 17» and «№ 18» are the same machine. */
    private static byte[] words(String text) {
        String plain = NUMBERS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("0");
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(BETWEEN_WORDS.matcher(plain).replaceAll(" ").strip().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
