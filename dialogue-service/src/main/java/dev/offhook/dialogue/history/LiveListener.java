package dev.offhook.dialogue.history;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.Predicate;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import dev.offhook.events.Envelope;
import dev.offhook.events.Event;
import io.smallrye.mutiny.subscription.MultiEmitter;

/**
 * One client. It first sees how things stand, then what happens; what happens in between waits. When more waits than
 * may, it is dropped: nothing is added for it any more, and its connection ends behind what it has not read yet. It can
 * come again.
 */
final class LiveListener {
    private final Predicate<Envelope<Event>> wanted;
    private final Sse sse;
    private final int most;
    private final Consumer<LiveListener> dropped;
    private MultiEmitter<? super OutboundSseEvent> client;
    private final Deque<Envelope<Event>> early = new ArrayDeque<>();
    private int waiting;
    private boolean over;

    /**
     * @param most how many events may wait for the client, 2 or more
     * @param dropped told once, when more waits
     */
    LiveListener(Predicate<Envelope<Event>> wanted, Sse sse, int most, Consumer<LiveListener> dropped) {
        this.wanted = wanted;
        this.sse = sse;
        this.most = most;
        this.dropped = dropped;
    }

    /** Shows how things stand; from here on events go out as they come. */
    synchronized void begin(MultiEmitter<? super OutboundSseEvent> emitter, Object snapshot) {
        client = emitter;
        emit(event(sse.newEventBuilder().name("snapshot"), snapshot));
        early.forEach(this::send);
        early.clear();
    }

    synchronized void received(Envelope<Event> envelope) {
        if (wanted.test(envelope)) {
            if (client != null) {
                send(envelope);
            } else {
                keep(envelope);
            }
        }
    }

    /** The snapshot is made last: it tells what was too much to wait for it. */
    private void keep(Envelope<Event> envelope) {
        if (early.size() == most / 2) {
            early.removeFirst();
        }
        early.addLast(envelope);
    }

    synchronized void heartbeat() {
        if (client != null) {
            emit(sse.newEventBuilder().comment("still here").build());
        }
    }

    /** The client's connection took one. */
    synchronized void taken() {
        waiting--;
    }

    private void send(Envelope<Event> envelope) {
        var live = LiveEvent.of(envelope);
        emit(event(sse.newEventBuilder().id(live.id()).name(live.type()), live));
    }

    private void emit(OutboundSseEvent event) {
        if (waiting == most) {
            drop();
        }
        if (!over) {
            waiting++;
            client.emit(event);
        }
    }

    private void drop() {
        if (!over) {
            over = true;
            dropped.accept(this);
            client.complete();
        }
    }

    private static OutboundSseEvent event(OutboundSseEvent.Builder builder, Object data) {
        return builder.mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(data.getClass(), data)
                .build();
    }
}
