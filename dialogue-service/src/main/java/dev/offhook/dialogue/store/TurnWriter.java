package dev.offhook.dialogue.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.dialogue.conversation.Conversation;
import dev.offhook.dialogue.conversation.Turn.Source;
import dev.offhook.events.ConversationRecord.Outcome;
import dev.offhook.events.Event;
import org.hibernate.StatelessSession;

/** The statements behind {@link ConversationStore}. To be called in a transaction. */
@ApplicationScoped
class TurnWriter {
    private final StatelessSession session;

    TurnWriter(StatelessSession session) {
        this.session = session;
    }

    Stored write(Origin origin, Effect effect, Instant now) {
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
        effect.changes().forEach(change -> apply(change, origin.eventId(), row.id, now));
        if (!effect.messages().isEmpty()) {
            session.insertMultiple(chunks(origin.eventId(), 0, effect.messages()));
        }
        return new Stored.Now(effect.conversation().at(row.version));
    }

    Stored.Before before(InboxEntry entry) {
        List<ReplyChunk> chunks = ReplyChunk.list("eventId = ?1 order by seq", entry.eventId);
        TurnRow turn = TurnRow.findById(entry.eventId);
        boolean open = turn != null && turn.source.equals(Source.OPEN.id());
        return new Stored.Before(
                entry,
                open ? turn.turn() : null,
                chunks.stream().map(ReplyChunk::message).toList());
    }

    Optional<Lease> takeOver(String eventId, Instant now) {
        // Not by Panache's session: it would write what is written here once more.
        TurnRow turn = session.get(TurnRow.class, eventId);
        ConversationRow row = turn == null ? null : session.get(ConversationRow.class, turn.conversationId);
        if (row == null || row.conversation().over()) {
            return Optional.empty();
        }
        // Whoever held it before finds another version from now on.
        row.lastActivityAt = now;
        session.update(row);
        return Optional.of(new Lease(eventId, row.conversation()));
    }

    void append(Lease lease, int ordinal, Event message) {
        var chunk = ReplyChunk.of(lease.eventId(), ordinal, message);
        // The share lock waits for a writer that is about to take the conversation over, and then finds its version.
        int stored = session.createNativeMutationQuery("""
                        insert into reply_chunk (event_id, seq, type, data)
                        select ?1, ?2, ?3, ?4
                        from (select 1 from conversation where id = ?5 and version = ?6 for share) as mine""")
                .setParameter(1, chunk.eventId)
                .setParameter(2, chunk.seq)
                .setParameter(3, chunk.type)
                .setParameter(4, chunk.data)
                .setParameter(5, lease.conversation().id())
                .setParameter(6, lease.conversation().version())
                .executeUpdate();
        if (stored == 0) {
            throw new ConversationLostException(lease.conversation().id(), null);
        }
    }

    Conversation close(Lease lease, Completion completion, Instant now) {
        var row = ConversationRow.of(completion.conversation());
        session.update(row);
        var turn = completion.turn();
        session.createMutationQuery("update TurnRow set answer = ?1, source = ?2, detail = ?3, tools = ?4,"
                        + " firstWordsMillis = ?5, inputTokens = ?6, outputTokens = ?7, createdAt = ?8"
                        + " where eventId = ?9")
                .setParameter(1, turn.answer())
                .setParameter(2, turn.source().id())
                .setParameter(3, turn.detail())
                .setParameter(4, turn.tools().isEmpty() ? null : StoredJson.write(turn.tools()))
                .setParameter(5, completion.firstWordsMillis())
                .setParameter(6, completion.inputTokens())
                .setParameter(7, completion.outputTokens())
                .setParameter(8, now)
                .setParameter(9, lease.eventId())
                .executeUpdate();
        session.insertMultiple(chunks(lease.eventId(), completion.from(), completion.messages()));
        return completion.conversation().at(row.version);
    }

    private void apply(Change change, String eventId, String conversationId, Instant now) {
        switch (change) {
            case Change.Taken(var turn, Instant receivedAt) ->
                session.insert(TurnRow.of(eventId, conversationId, turn, receivedAt, now));
            case Change.Unheard(String unheard) -> TurnRow.update("heard = false where eventId = ?1", unheard);
            case Change.Interrupted(int number, String words) ->
                TurnRow.update("answer = ?1 where conversationId = ?2 and number = ?3", words, conversationId, number);
            case Change.Lapsed(String lapsed) ->
                session.createNativeMutationQuery("""
                                update conversation set status = 'ended', outcome = 'timed-out', ended_at = ?1,
                                    version = version + 1
                                where id = ?2 and status = 'active'""")
                        .setParameter(1, now)
                        .setParameter(2, lapsed)
                        .executeUpdate();
            case Change.Recorded recorded -> record(conversationId, recorded);
            case Change.Ended(Outcome outcome, Integer seconds) -> end(conversationId, outcome, seconds);
        }
    }

    private void end(String conversationId, Outcome outcome, Integer seconds) {
        session.createNativeMutationQuery("update conversation set outcome = ?1, duration_seconds = ?2 where id = ?3")
                .setParameter(1, outcome.id())
                .setParameter(2, seconds, Integer.class)
                .setParameter(3, conversationId)
                .executeUpdate();
    }

    // Its length and its words come apart, in any order.
    private void record(String conversationId, Change.Recorded recorded) {
        session.createNativeMutationQuery("""
                        insert into recording (conversation_id, url, duration_seconds, text, received_at)
                        values (?1, ?2, ?3, ?4, ?5) on conflict (conversation_id, url)
                        do update set duration_seconds = coalesce(excluded.duration_seconds, recording.duration_seconds),
                            text = coalesce(excluded.text, recording.text)""")
                .setParameter(1, conversationId)
                .setParameter(2, recorded.url())
                .setParameter(3, recorded.durationSeconds(), Integer.class)
                .setParameter(4, recorded.text(), String.class)
                .setParameter(5, recorded.at())
                .executeUpdate();
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

    private static List<ReplyChunk> chunks(String eventId, int from, List<Event> messages) {
        return IntStream.range(0, messages.size())
                .mapToObj(index -> ReplyChunk.of(eventId, from + index, messages.get(index)))
                .toList();
    }
}
