package dev.offhook.dialogue.erasure;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.dialogue.database.BackgroundDatabase;

/** The provider's recordings that are to be deleted, in the database; every method is one transaction of its own. */
@ApplicationScoped
class RecordingDeletions {
    private static final int LONGEST_DOUBLING = 20;

    private final BackgroundDatabase database;
    private final ErasureConfiguration configuration;
    private final Clock clock = Clock.systemUTC();

    RecordingDeletions(BackgroundDatabase database, ErasureConfiguration configuration) {
        this.database = database;
        this.configuration = configuration;
    }

    /** Claims a recording that is due. */
    Optional<RecordingDeletion> claim() {
        return database.transaction(sql -> sql.first(
                """
                update recording_deletion set claimed_by = ?, due_at = ?, attempts = attempts + 1
                where (conversation_id, url) = (
                    select conversation_id, url from recording_deletion
                    where due_at <= ? order by due_at limit 1 for update skip locked)
                returning conversation_id, url, tenant, attempts, claimed_by
                """,
                row -> new RecordingDeletion(
                        row.text("conversation_id"),
                        row.text("url"),
                        row.text("tenant"),
                        row.number("attempts"),
                        row.text("claimed_by")),
                UUID.randomUUID().toString(),
                clock.instant().plus(configuration.lease()),
                clock.instant()));
    }

    /** Notes what became of one. */
    void note(RecordingDeletion deletion, Deleted outcome) {
        switch (outcome) {
            case Deleted.Gone _ -> note(deletion, "deleted", null, null);
            case Deleted.ByHand byHand -> note(deletion, "manual", byHand.reason(), null);
            case Deleted.NotYet notYet -> note(deletion, "pending", notYet.reason(), pause(deletion));
        }
    }

    private void note(RecordingDeletion deletion, String state, String reason, Duration pause) {
        database.transaction(sql -> sql.update(
                """
                update recording_deletion set state = ?, reason = ?, due_at = ?::timestamptz, claimed_by = null
                where conversation_id = ? and url = ? and claimed_by = ?
                """,
                state,
                reason,
                pause == null ? null : clock.instant().plus(pause),
                deletion.conversationId(),
                deletion.url(),
                deletion.claim()));
    }

    private Duration pause(RecordingDeletion deletion) {
        Duration pause = configuration.pause().multipliedBy(1L << Math.min(deletion.attempts() - 1, LONGEST_DOUBLING));
        return pause.compareTo(configuration.longestPause()) < 0 ? pause : configuration.longestPause();
    }
}
