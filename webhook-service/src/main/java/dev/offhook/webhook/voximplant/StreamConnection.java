package dev.offhook.webhook.voximplant;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.offhook.webhook.voximplant.StreamSession.Closing;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.Context;

/** One open socket and its session. All of it belongs to the context. */
final class StreamConnection implements StreamSession.Peer {
    private static final ObjectWriter JSON = new ObjectMapper().writerFor(StreamMessage.class);
    private static final int MOST_PENDING = 256;
    private static final long NO_TIMER = -1;

    private final WebSocketConnection socket;
    private final Context context;
    private StreamSession session;
    private CompletableFuture<Void> lastSent = CompletableFuture.completedFuture(null);
    private int pending;
    private long timer = NO_TIMER;

    StreamConnection(WebSocketConnection socket, Context context) {
        this.socket = socket;
        this.context = context;
    }

    void begin(StreamSession begun) {
        session = begun;
    }

    StreamSession session() {
        return session;
    }

    @Override
    public void send(StreamMessage message) {
        if (pending >= MOST_PENDING) {
            // Else what is not read would pile up here.
            session.end(Closing.SLOW);
            return;
        }
        pending++;
        var sent = socket.sendText(json(message)).subscribeAsCompletionStage();
        lastSent = sent.handle((done, failure) -> null);
        sent.whenComplete((done, failure) -> context.runOnContext(any -> pending--));
    }

    @Override
    public void close(Closing why) {
        socket.close(new CloseReason(why.code, why.reason)).subscribe().with(closed -> {}, failure -> {
            // It is closed already, which is what was wanted.
        });
    }

    /** Completes when the scenario is told. */
    CompletableFuture<Void> shutDown() {
        var told = new CompletableFuture<Void>();
        context.runOnContext(any -> {
            session.shutDown();
            lastSent.thenAccept(told::complete);
        });
        return told;
    }

    void closed() {
        context.owner().cancelTimer(timer);
        session.closed();
    }

    void endWhenIdle(Duration limit, Clock clock) {
        var left = limit.minus(Duration.between(session.lastMessageAt(), clock.instant()));
        if (left.isPositive()) {
            timer = context.owner()
                    .setTimer(
                            Math.max(1, left.toMillis()),
                            fired -> context.runOnContext(any -> endWhenIdle(limit, clock)));
        } else {
            session.end(Closing.IDLE);
        }
    }

    private static String json(StreamMessage message) {
        try {
            return JSON.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message of ours is no JSON: " + message, e);
        }
    }
}
