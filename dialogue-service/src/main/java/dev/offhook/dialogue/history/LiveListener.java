package dev.offhook.dialogue.history;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import dev.offhook.events.Envelope;
import dev.offhook.events.Event;
import io.smallrye.mutiny.subscription.MultiEmitter;

/**
 * One client. It first sees how things stand, then what happens; what happens in between waits. When more waits than
 * may, its connection is cut: it can come again, and memory is worth more than one slow reader.
 */
final class LiveListener {
    private final Predicate<Envelope<Event>> wanted;
    private final Sse sse;
    private final int most;
    private final Runnable cut;
    private MultiEmitter<? super OutboundSseEvent> client;
    private List<Envelope<Event>> early = new ArrayList<>();
    private int waiting;

    /**
     * @param most how many events may wait for the client
     * @param cut ends its connection at once
     */
    LiveListener(Predicate<Envelope<Event>> wanted, Sse sse, int most, Runnable cut) {
        this.wanted = wanted;
        this.sse = sse;
        this.most = most;
        this.cut = cut;
    }

    /** Shows how things stand; from here on events go out as they come. */
    synchronized void begin(MultiEmitter<? super OutboundSseEvent> emitter, Object snapshot) {
        client = emitter;
        emit(event(sse.newEventBuilder().name("snapshot"), snapshot));
        early.forEach(this::send);
        early = List.of();
    }

    synchronized void received(Envelope<Event> envelope) {
        if (wanted.test(envelope)) {
            if (client != null) {
                send(envelope);
            } else if (early.size() < most) {
                early.add(envelope);
            } else {
                cut.run();
            }
        }
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
        if (waiting < most) {
            waiting++;
            client.emit(event);
        } else {
            cut.run();
        }
    }

    private static OutboundSseEvent event(OutboundSseEvent.Builder builder, Object data) {
        return builder.mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(data.getClass(), data)
                .build();
    }
}
