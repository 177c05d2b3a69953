package dev.offhook.webhook.replies;

import java.util.ArrayList;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import dev.offhook.events.Envelope;
import dev.offhook.events.Event;
import dev.offhook.events.Reply;
import dev.offhook.events.Reply.Say;

/**
 * One turn as this replica sees it: whether its event is on Kafka, and what the answer is. Requests for the same turn
 * (a retry, a poll, fifty copies) share it, so that they publish once and get the same answer.
 */
public final class Turn {
    private final TreeMap<Integer, Reply> chunks = new TreeMap<>();
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private CompletionStage<Void> published;
    private String tenant;

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

    /** True when this turn's answer may be shown to {@code slug}: a tenant can name any turn in a URL it signs. */
    public synchronized boolean belongsTo(String slug) {
        return tenant == null || tenant.equals(slug);
    }

    /** Marks the turn as this tenant's. */
    public synchronized void claim(String slug) {
        tenant = slug;
    }

    /** Takes one reply; completes the answer once all are there, in whatever order they come. */
    synchronized void receive(Envelope<Event> envelope, Reply reply) {
        tenant = envelope.tenant();
        chunks.put(reply.seq(), reply);
        if (chunks.lastEntry().getValue() instanceof Reply.Action action && chunks.size() == action.seq() + 1) {
            var says = new ArrayList<Say>();
            for (Reply chunk : chunks.values()) {
                if (chunk instanceof Say say) {
                    says.add(say);
                }
            }
            answer.complete(new Answer(says, action, false));
        }
    }
}
