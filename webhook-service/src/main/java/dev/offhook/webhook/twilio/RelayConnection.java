package dev.offhook.webhook.twilio;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import dev.offhook.webhook.twilio.relay.RelayConfiguration;
import dev.offhook.webhook.twilio.relay.RelayLine;
import dev.offhook.webhook.twilio.relay.RelayMessage.Setup;
import dev.offhook.webhook.twilio.relay.RelaySession;
import dev.offhook.webhook.twilio.relay.RelayTurns;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.jboss.logging.Logger;

/** One socket and its session, on the event loop of the socket. */
final class RelayConnection implements RelayLine {
    private static final Logger LOG = Logger.getLogger(RelayConnection.class);
    private static final int ID_LENGTH = 8;

    private final WebSocketConnection connection;
    private final Context context;
    private final Vertx vertx;
    private final RelayCalls calls;
    private final RelayConfiguration limits;
    private final Clock clock;
    private final RelayHandshake.Shown shown;
    private final RelaySession session;
    private long aliveAt;
    private int unsent;
    private boolean closed;
    private Timer idle = () -> {};

    RelayConnection(
            WebSocketConnection connection,
            Context context,
            RelayCalls calls,
            RelayConfiguration limits,
            Clock clock,
            RelayHandshake.Shown shown) {
        this.connection = connection;
        this.context = context;
        this.vertx = context.owner();
        this.calls = calls;
        this.limits = limits;
        this.clock = clock;
        this.shown = shown;
        aliveAt = clock.millis();
        session = new RelaySession(
                this, limits, clock, connection.id().replace("-", "").substring(0, ID_LENGTH));
    }

    void begin() {
        after(limits.setupWithin(), () -> {
            if (session.conversation().isEmpty()) {
                close(1008, "no setup");
            }
        });
        watch();
    }

    void received(String text) {
        aliveAt = clock.millis();
        session.received(text);
    }

    void garbage() {
        aliveAt = clock.millis();
        session.malformed();
    }

    void alive() {
        aliveAt = clock.millis();
    }

    void closed() {
        closed = true;
        idle.cancel();
        var conversation = session.conversation();
        session.closed().ifPresent(resume -> conversation.ifPresent(call -> calls.remember(call, resume)));
    }

    boolean isOf(String conversation) {
        return session.conversation().filter(conversation::equals).isPresent();
    }

    /** Ends the session; {@code done} runs once that is on its way. */
    void handOver(Runnable done) {
        context.runOnContext(now -> {
            session.handOver();
            // Behind what was sent before.
            context.runOnContext(then -> done.run());
        });
    }

    @Override
    public void send(String json) {
        if (closed) {
            return;
        }
        unsent++;
        if (unsent > limits.unsentAtMost()) {
            LOG.warnf("connection too slow: unsent=%d", unsent);
            calls.count("too-slow");
            close(1013, "too slow");
            return;
        }
        connection.sendText(json).subscribe().with(sent -> context.runOnContext(now -> unsent--), failure -> {
            context.runOnContext(now -> unsent--);
            LOG.debugf("not sent: %s", failure.getMessage());
        });
    }

    @Override
    public void close(int code, String reason) {
        if (!closed) {
            closed = true;
            LOG.infof("session closed: code=%d reason=%s", code, reason);
            connection.close(new CloseReason(code, reason)).subscribe().with(done -> {}, failure -> {});
        }
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        long timer = vertx.setTimer(Math.max(1, delay.toMillis()), fired -> context.runOnContext(now -> task.run()));
        return () -> vertx.cancelTimer(timer);
    }

    @Override
    public Optional<RelayTurns> call(Setup setup) {
        return calls.call(shown, setup, context);
    }

    @Override
    public void count(String what) {
        calls.count(what);
    }

    @Override
    public void firstWords(Duration after) {
        calls.firstWords(after);
    }

    private void watch() {
        long left = aliveAt + limits.idleAfter().toMillis() - clock.millis();
        if (left <= 0) {
            close(1001, "idle");
        } else if (!closed) {
            idle = after(Duration.ofMillis(left), this::watch);
        }
    }
}
