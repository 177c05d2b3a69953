package dev.offhook.webhook.replies;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import dev.offhook.events.Envelope;
import dev.offhook.events.Event;
import dev.offhook.events.Reply;
import dev.offhook.events.Reply.Say;

/**
 * One turn as this replica sees it: whether its event is on Kafka, what there is of the answer, and how it was handed
 * out. Requests for the same turn (a retry, a poll, fifty copies) share it, so that they publish once and get the same
 * words.
 */
public final class Turn {
    private final TreeMap<Integer, Reply> chunks = new TreeMap<>();
    private final Map<Integer, Words> given = new HashMap<>();
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private CompletableFuture<Void> next = new CompletableFuture<>();
    private long lastReplyAt = System.nanoTime();
    private CompletionStage<Void> published;
    private String tenant;
    private String eventId;

    /** Completes with the answer, whoever gives it; the first one counts. */
    public CompletableFuture<Answer> answer() {
        return answer;
    }

    /**
     * Publishes the turn's event unless another request already did.
     *
     * @param publish sends the event; called at most once while it has not failed
     * @return completes when Kafka has the event
     */
    public synchronized CompletionStage<Void> publishOnce(Supplier<CompletionStage<Void>> publish) {
        if (published == null) {
            published = publish.get();
        }
        return published;
    }

    /** The {@code ce_id} of this turn's event; empty while only its number is known. */
    public synchronized Optional<String> eventId() {
        return Optional.ofNullable(eventId);
    }

    /** Makes this the turn of an event; false when it is another one's already. */
    synchronized boolean adopt(String id) {
        if (eventId == null) {
            eventId = id;
            // A poll may have asked long before.
            lastReplyAt = System.nanoTime();
        }
        return eventId.equals(id);
    }

    /** True when this turn's answer may be shown to {@code slug}: a tenant can name any turn in a URL it signs. */
    public synchronized boolean belongsTo(String slug) {
        return tenant == null || tenant.equals(slug);
    }

    /** Marks the turn as this tenant's. */
    public synchronized void claim(String slug) {
        tenant = slug;
    }

    /** Completes when the next reply that is not known yet comes. */
    public synchronized CompletionStage<Void> nextReply() {
        return next;
    }

    /** When the last new reply came, or the turn was first asked for: {@link System#nanoTime()}. */
    public synchronized long lastReplyAt() {
        return lastReplyAt;
    }

    /** The words that are there from reply {@code seq} on, up to the first gap or the action. */
    public synchronized List<Say> words(int seq) {
        var says = new ArrayList<Say>();
        while (chunks.get(seq + says.size()) instanceof Say say) {
            says.add(say);
        }
        return List.copyOf(says);
    }

    /** The words that another request for reply {@code seq} was given already. */
    public synchronized Optional<Words> given(int seq) {
        return Optional.ofNullable(given.get(seq));
    }

    /**
     * Hands out the words that are there from reply {@code seq} on. Every later request for the same reply gets the
     * same ones, since the provider may speak the answer to either.
     *
     * @return empty when there are none
     */
    public synchronized Optional<Words> give(int seq) {
        var says = words(seq);
        return says.isEmpty()
                ? Optional.empty()
                : Optional.of(given.computeIfAbsent(seq, from -> new Words(says, from + says.size())));
    }

    /** Takes one reply; completes the answer once all are there, in whatever order they come. */
    void receive(Envelope<Event> envelope, Reply reply) {
        CompletableFuture<Void> awaited;
        Optional<Answer> whole;
        synchronized (this) {
            tenant = envelope.tenant();
            if (chunks.putIfAbsent(reply.seq(), reply) != null) {
                return;
            }
            lastReplyAt = System.nanoTime();
            awaited = next;
            next = new CompletableFuture<>();
            whole = whole();
        }
        // Who waits answers a request: not under the lock.
        whole.ifPresent(answer::complete);
        awaited.complete(null);
    }

    private Optional<Answer> whole() {
        return chunks.lastEntry().getValue() instanceof Reply.Action action && words(0).size() == action.seq()
                ? Optional.of(new Answer(words(0), action, false))
                : Optional.empty();
    }
}
