package dev.offhook.dialogue.store;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.OptimisticLockException;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.offhook.dialogue.DialogueConfiguration;
import dev.offhook.dialogue.conversation.Conversation;
import dev.offhook.dialogue.conversation.Turn;
import dev.offhook.events.Event;
import io.quarkus.narayana.jta.QuarkusTransaction;
import org.hibernate.StaleStateException;
import org.hibernate.StatelessSession;
import org.hibernate.exception.ConstraintViolationException;

/**
 * Reads conversations, and writes what an event changes in one transaction.
 *
 * <p>The conversations that were used last are kept in memory, so that a turn reads nothing: the version column finds
 * out when another replica wrote meanwhile. A stateless session, because a turn's rows are written once and never
 * looked at again: no select before an update, no dirty check, one round trip per table.
 */
@ApplicationScoped
public class ConversationStore {
    private final StatelessSession session;
    private final Clock clock;
    private final Cache<String, Conversation> recent;
    private final Semaphore connections;

    ConversationStore(StatelessSession session, DialogueConfiguration configuration) {
        this.session = session;
        this.clock = Clock.systemUTC();
        // Bounded by size alone: Quarkus registers that kind of cache for native images, not one that also expires.
        this.recent = Caffeine.newBuilder()
                .maximumSize(configuration.cachedConversations())
                .build();
        // Turns beyond the pool wait here for as long as it takes, not in the pool until its acquisition times out.
        this.connections = new Semaphore(configuration.databaseSections(), true);
    }

    /** The call with this conversation id. */
    public Optional<Conversation> ofCall(String id) {
        return known(id, () -> ConversationRow.findById(id));
    }

    /** The latest conversation of an SMS thread. */
    public Optional<Conversation> ofThread(String threadKey) {
        return known(threadKey, () -> ConversationRow.find("threadKey = ?1 order by startedAt desc", threadKey)
                .firstResult());
    }

    /** The turn that answered an event. */
    public Optional<Turn> turn(String eventId) {
        return inDatabase(() -> TurnRow.<TurnRow>findByIdOptional(eventId).map(TurnRow::turn));
    }

    /** What was stored for an event, when it had its effect before. */
    public Optional<Stored.Before> before(String eventId) {
        return inDatabase(() -> InboxEntry.<InboxEntry>findByIdOptional(eventId).map(ConversationStore::before));
    }

    /**
     * Stores what an event changes, unless it did so before.
     *
     * @param origin the record that the event came in
     * @param effect what it changes
     * @throws ConversationLostException when the conversation is no longer the one that the effect was decided on; what
     *     was known of it is forgotten
     */
    public Stored store(Origin origin, Effect effect) {
        var conversation = effect.conversation();
        try {
            Stored stored = inDatabase(() -> write(origin, effect));
            switch (stored) {
                case Stored.Now now -> recent.put(conversation.key(), now.conversation());
                // Another replica may have been first: what is known here may be old.
                case Stored.Before _ -> recent.invalidate(conversation.key());
            }
            return stored;
        } catch (StaleStateException | OptimisticLockException | ConstraintViolationException e) {
            recent.invalidate(conversation.key());
            throw new ConversationLostException(conversation.id(), e);
        }
    }

    private Stored write(Origin origin, Effect effect) {
        Instant now = clock.instant();
        if (!enter(origin, now)) {
            return before(InboxEntry.findById(origin.eventId()));
        }
        var row = ConversationRow.of(effect.conversation());
        if (effect.conversation().stored()) {
            session.update(row);
        } else {
            row.version = 0;
            session.insert(row);
        }
        if (effect.turn() != null) {
            session.insert(TurnRow.of(origin.eventId(), row.id, effect.turn(), now));
        }
        if (!effect.messages().isEmpty()) {
            session.insertMultiple(chunks(origin.eventId(), effect.messages()));
        }
        if (effect.unheard() != null) {
            TurnRow.update("heard = false where eventId = ?1", effect.unheard());
        }
        if (effect.lapsed() != null) {
            ConversationRow.update("status = 'ended', endedAt = ?1 where id = ?2", now, effect.lapsed());
        }
        return new Stored.Now(effect.conversation().at(row.version));
    }

    private boolean enter(Origin origin, Instant now) {
        return session.createNativeMutationQuery("""
                                insert into inbox (ce_id, kafka_partition, kafka_offset, created_at)
                                values (?1, ?2, ?3, ?4) on conflict do nothing""")
                        .setParameter(1, origin.eventId())
                        .setParameter(2, origin.partition())
                        .setParameter(3, origin.offset())
                        .setParameter(4, now)
                        .executeUpdate()
                == 1;
    }

    private static Stored.Before before(InboxEntry entry) {
        List<ReplyChunk> chunks = ReplyChunk.list("eventId = ?1 order by seq", entry.eventId);
        return new Stored.Before(entry, chunks.stream().map(ReplyChunk::message).toList());
    }

    private static List<ReplyChunk> chunks(String eventId, List<Event> messages) {
        return IntStream.range(0, messages.size())
                .mapToObj(seq -> ReplyChunk.of(eventId, seq, messages.get(seq)))
                .toList();
    }

    private Optional<Conversation> known(String key, Supplier<ConversationRow> read) {
        Conversation known = recent.getIfPresent(key);
        if (known == null) {
            ConversationRow row = inDatabase(read);
            known = row == null ? null : row.conversation();
            if (known != null) {
                recent.put(key, known);
            }
        }
        return Optional.ofNullable(known);
    }

    private <T> T inDatabase(Supplier<T> section) {
        connections.acquireUninterruptibly();
        try {
            return QuarkusTransaction.requiringNew().call(section::get);
        } finally {
            connections.release();
        }
    }
}
