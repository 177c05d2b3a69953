package dev.offhook.dialogue.store;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.OptimisticLockException;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.offhook.dialogue.DialogueConfiguration;
import dev.offhook.dialogue.conversation.Conversation;
import dev.offhook.dialogue.conversation.Turn;
import dev.offhook.dialogue.database.Database;
import dev.offhook.events.Event;
import io.quarkus.narayana.jta.QuarkusTransaction;
import org.hibernate.StaleStateException;
import org.hibernate.StatelessSession;
import org.hibernate.exception.ConstraintViolationException;

/**
 * Reads conversations, and writes what an event changes in one transaction.
 *
 * <p>The conversations that were used last are kept in memory, so that a turn reads nothing: the version column finds
 * out when another replica wrote meanwhile. A stateless session, because a turn's rows are written once and hardly
 * looked at again: no select before an update, no dirty check, one round trip per table.
 */
@ApplicationScoped
public class ConversationStore {
    private final StatelessSession session;
    private final TurnWriter writer;
    private final Clock clock;
    private final Cache<String, Conversation> recent;
    private final Database database;

    ConversationStore(
            StatelessSession session, TurnWriter writer, Database database, DialogueConfiguration configuration) {
        this.session = session;
        this.writer = writer;
        this.clock = Clock.systemUTC();
        // Bounded by size alone: Quarkus registers that kind of cache for native images, not one that also expires.
        this.recent = Caffeine.newBuilder()
                .maximumSize(configuration.cachedConversations())
                .build();
        this.database = database;
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

    /**
     * The last turns that were answered and heard, the oldest first.
     *
     * @param atMost how many
     */
    public List<Turn> history(String conversationId, int atMost) {
        return inDatabase(() -> session.createQuery(
                                "from TurnRow where conversationId = ?1 and heard and source <> 'open'"
                                        + " order by number desc",
                                TurnRow.class)
                        .setParameter(1, conversationId)
                        .setMaxResults(atMost)
                        .list())
                .reversed()
                .stream()
                .map(TurnRow::turn)
                .toList();
    }

    /** What was stored for an event, when it had its effect before. */
    public Optional<Stored.Before> before(String eventId) {
        return inDatabase(() -> InboxEntry.<InboxEntry>findByIdOptional(eventId).map(writer::before));
    }

    /** True when a conversation has a recording beside the one with this URL. */
    public boolean hasOtherRecording(String conversation, String url) {
        return inDatabase(() -> RecordingRow.count("conversationId = ?1 and url <> ?2", conversation, url) > 0);
    }

    /**
     * Stores what an event changes, unless it did so before. With an open turn among the changes, the answer is still
     * to come, under a {@link Lease} on the conversation that is returned.
     *
     * @param origin the record that the event came in
     * @param effect what it changes
     * @throws ConversationLostException when the conversation is no longer the one that the effect was decided on; what
     *     was known of it is forgotten
     */
    public Stored store(Origin origin, Effect effect) {
        return store(origin, effect, () -> {});
    }

    /**
     * The same with something that belongs to the transaction.
     *
     * @param besides runs in it when the event has its effect now
     */
    public Stored store(Origin origin, Effect effect, Runnable besides) {
        Stored stored = guarded(effect.conversation(), () -> {
            Stored written = writer.write(origin, effect, clock.instant());
            if (written instanceof Stored.Now) {
                besides.run();
            }
            return written;
        });
        switch (stored) {
            case Stored.Now now -> recent.put(now.conversation().key(), now.conversation());
            // Another replica may have been first: what is known here may be old.
            case Stored.Before _ -> recent.invalidate(effect.conversation().key());
        }
        return stored;
    }

    /**
     * Takes an open turn over whose first owner is gone.
     *
     * @return empty when the conversation is gone or over
     * @throws ConversationLostException when somebody else does the same
     */
    public Optional<Lease> takeOver(String eventId) {
        var taken = inDatabase(() -> writer.takeOver(eventId, clock.instant()));
        taken.ifPresent(lease -> recent.put(lease.conversation().key(), lease.conversation()));
        return taken;
    }

    /**
     * Stores one more message of an open turn's answer; to be published afterwards.
     *
     * @param ordinal its place among the answer's messages, from 0
     * @throws ConversationLostException when the lease is lost
     */
    public void append(Lease lease, int ordinal, Event message) {
        guarded(lease.conversation(), () -> {
            writer.append(lease, ordinal, message);
            return null;
        });
    }

    /**
     * Completes an open turn.
     *
     * @param lease the right to
     * @param completion the answer
     * @param besides what else belongs to the same transaction
     * @throws ConversationLostException when the lease is lost
     */
    public Conversation close(Lease lease, Completion completion, Runnable besides) {
        var stored = guarded(lease.conversation(), () -> {
            besides.run();
            return writer.close(lease, completion, clock.instant());
        });
        recent.put(stored.key(), stored);
        return stored;
    }

    /** Runs in one transaction of its own, and waits for a connection as long as it takes. */
    public <T> T inDatabase(Supplier<T> section) {
        return database.waitFor(() -> QuarkusTransaction.requiringNew().call(section::get));
    }

    private <T> T guarded(Conversation conversation, Supplier<T> section) {
        try {
            return inDatabase(section);
        } catch (StaleStateException | OptimisticLockException | ConstraintViolationException e) {
            recent.invalidate(conversation.key());
            throw new ConversationLostException(conversation.id(), e);
        } catch (ConversationLostException e) {
            recent.invalidate(conversation.key());
            throw e;
        }
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
}
