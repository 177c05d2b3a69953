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
 * One client. It first sees how things stand, then what happens; what happens in between waits. Whatever it cannot take
 * in time fills its bounded buffer, and then it is dropped.
 */
final class LiveListener {
    private final Predicate<Envelope<Event>> wanted;
    private final MultiEmitter<? super OutboundSseEvent> client;
    private final Sse sse;
    private final int most;
    private List<Envelope<Event>> early = new ArrayList<>();

    LiveListener(Predicate<Envelope<Event>> wanted, MultiEmitter<? super OutboundSseEvent> client, Sse sse, int most) {
        this.wanted = wanted;
        this.client = client;
        this.sse = sse;
        this.most = most;
    }

    /** Shows how things stand; from here on events go out as they come. */
    synchronized void begin(Object snapshot) {
        client.emit(event(sse.newEventBuilder().name("snapshot"), snapshot));
        early.forEach(this::send);
        early = null;
    }

    synchronized void received(Envelope<Event> envelope) {
        if (!wanted.test(envelope)) {
            return;
        }
        if (early == null) {
            send(envelope);
        } else if (early.size() < most) {
            early.add(envelope);
        } else {
            fail(new IllegalStateException("more happened than can wait for the snapshot"));
        }
    }

    synchronized void heartbeat() {
        client.emit(sse.newEventBuilder().comment("still here").build());
    }

    void fail(Throwable cause) {
        client.fail(cause);
    }

    private void send(Envelope<Event> envelope) {
        var live = LiveEvent.of(envelope);
        client.emit(event(sse.newEventBuilder().id(live.id()).name(live.type()), live));
    }

    private static OutboundSseEvent event(OutboundSseEvent.Builder builder, Object data) {
        return builder.mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(data.getClass(), data)
                .build();
    }
}
