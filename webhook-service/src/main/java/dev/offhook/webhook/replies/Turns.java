package dev.offhook.webhook.replies;

import java.util.Map;
import java.util.regex.Pattern;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.offhook.events.Envelope;
import dev.offhook.events.Event;
import dev.offhook.events.Reply;
import dev.offhook.events.Topic;
import dev.offhook.kit.kafka.TopicTail;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;

/**
 * The turns that wait here, and the answers of the last two minutes to any turn on any replica.
 *
 * <p>Every replica reads every reply, so that a poll or a retry is answered wherever it lands. A replica that starts
 * reads the recent past before it is ready: it may be asked for a turn that its predecessor held.
 */
@ApplicationScoped
public class Turns implements TopicTail.Listener {
    /** Ends the id of a turn of which only the number is known: {@code <conversation>:<number>:Turn}. */
    private static final String OF_ANY_TYPE = ":Turn";

    private static final Pattern NUMBERED = Pattern.compile(".+:\\d{1,6}:[A-Za-z]+");

    private final RepliesConfiguration configuration;
    private final Map<String, Object> kafka;
    private final LatestTurns latest = new LatestTurns();
    // Turns without an answer. Bounded by time alone: a size bound may evict one that somebody waits for.
    private final Cache<String, Turn> waiting;
    private final Cache<String, Turn> recent;
    // The same turns by their number, for a poll that does not know what kind of event it asks about.
    private final Cache<String, Turn> numbered;
    private TopicTail tail;

    Turns(@Identifier("default-kafka-broker") Map<String, Object> kafka, RepliesConfiguration configuration) {
        this.kafka = kafka;
        this.configuration = configuration;
        waiting = Caffeine.newBuilder()
                .expireAfterWrite(configuration.waitAtMost())
                .build();
        recent = Caffeine.newBuilder()
                .expireAfterWrite(configuration.keep())
                .maximumSize(configuration.keepAtMost())
                .build();
        numbered = Caffeine.newBuilder()
                .expireAfterWrite(configuration.keep())
                .maximumSize(configuration.keepAtMost())
                .build();
    }

    /**
     * The turn whose event has this id; a new one when nobody asked for it lately and no reply came. An id {@code
     * <conversation>:<number>:Turn} is that of the event with this number, whatever its type: known here already, or
     * the first that a request or a reply names.
     */
    public Turn of(String eventId) {
        if (eventId.endsWith(OF_ANY_TYPE)) {
            return numbered.get(number(eventId), any -> new Turn());
        }
        var known = recent.getIfPresent(eventId);
        return known == null ? inWork(eventId) : known;
    }

    /** Nobody waits for this turn any more: its answer stays for retries, within the bounds of the cache. */
    public void settled(String eventId, Turn turn) {
        String id = eventId.endsWith(OF_ANY_TYPE) ? turn.eventId().orElse(null) : eventId;
        if (id != null) {
            recent.put(id, turn);
            waiting.invalidate(id);
        }
    }

    // Atomic: a request and a reply that come at the same moment must meet in one turn, on a replica that did not
    // publish.
    private Turn inWork(String eventId) {
        return waiting.get(eventId, id -> {
            var known = recent.getIfPresent(id);
            return known == null ? fresh(id) : known;
        });
    }

    private Turn fresh(String eventId) {
        if (!NUMBERED.matcher(eventId).matches()) {
            return new Turn();
        }
        // A poll may have come before the event, or its first reply, was seen here.
        var first = numbered.get(number(eventId), any -> new Turn());
        return first.adopt(eventId) ? first : new Turn();
    }

    private static String number(String eventId) {
        return eventId.substring(0, eventId.lastIndexOf(':'));
    }

    /** True once the recent replies that stood on the topic at the start are known here. */
    public boolean caughtUp() {
        return tail != null && tail.caughtUp();
    }

    /** Which turns were replied to last, here or elsewhere. */
    public LatestTurns latest() {
        return latest;
    }

    @Override
    public void received(Envelope<Event> envelope) {
        if (envelope.data() instanceof Reply reply && envelope.inReplyTo() != null) {
            String eventId = envelope.inReplyTo();
            var turn = inWork(eventId);
            turn.receive(envelope, reply);
            if (turn.answer().isDone()) {
                settled(eventId, turn);
            }
            latest.replied(envelope.subject(), eventId, envelope.time());
        }
    }

    void start(@Observes StartupEvent event) {
        tail = TopicTail.fromRecent(kafka, Topic.REPLIES, configuration.readBack(), this);
    }

    @PreDestroy
    void stop() {
        tail.close();
    }
}
