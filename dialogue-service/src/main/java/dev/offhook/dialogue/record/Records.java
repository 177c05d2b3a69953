package dev.offhook.dialogue.record;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

import dev.offhook.dialogue.database.BackgroundDatabase;

/** Where the rest of this service says that a record is to be made, or made anew. */
@ApplicationScoped
public class Records {
    /** A record that is being made is left alone: whoever makes it sees, before it stores it, that it is out of date. */
    private static final String CHANGED = """
            insert into record_task as task (conversation_id, changes, recorded, due_at, attempts)
            values (?, 1, 0, ?, 0)
            on conflict (conversation_id) do update set
                changes = task.changes + 1,
                attempts = 0,
                due_at = case when task.claimed_by is null then least(task.due_at, excluded.due_at) else task.due_at end
            """;

    private final BackgroundDatabase database;
    private final TransactionSynchronizationRegistry transactions;
    private final Bell bell;

    Records(BackgroundDatabase database, TransactionSynchronizationRegistry transactions, Bell bell) {
        this.database = database;
        this.transactions = transactions;
        this.bell = bell;
    }

    /**
     * Says that a conversation is over, or that what its record tells has changed since (a recording came, it was
     * erased). The next revision is made of what the tables hold when {@code due} has come. Nothing comes of it while
     * the conversation goes on.
     *
     * @param conversationId a conversation that is stored
     * @param due from when on; a little later than now lets several changes share a revision
     * @throws IllegalStateException outside of a transaction: it must be the one that changes the conversation
     */
    public void conversationChanged(String conversationId, Instant due) {
        database.joined(sql -> sql.update(CHANGED, conversationId, due));
        transactions.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // Only what is committed counts.
            }

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    bell.ring();
                }
            }
        });
    }
}
