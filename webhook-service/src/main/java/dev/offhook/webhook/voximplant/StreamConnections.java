package dev.offhook.webhook.voximplant;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.UserData;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClosedException;
import org.jboss.logging.Logger;

/** The open sockets of scenarios on this replica. A socket costs no thread. */
@ApplicationScoped
class StreamConnections {
    private static final Logger LOG = Logger.getLogger(StreamConnections.class);
    private static final UserData.TypedKey<StreamConnection> KEY = new UserData.TypedKey<>("voximplant.connection");
    private static final CloseReason MESSAGE_TOO_LARGE = new CloseReason(1009, "a message has 64 KiB at most");
    // Vert.x has no type of its own for it.
    private static final String TOO_LARGE = "max message size";
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final StreamServices services;
    private final VoximplantConfiguration configuration;
    private final Vertx vertx;
    private final Clock clock = Clock.systemUTC();
    private final Set<StreamConnection> open = ConcurrentHashMap.newKeySet();
    private volatile boolean leaving;

    StreamConnections(
            StreamServices services, VoximplantConfiguration configuration, Vertx vertx, MeterRegistry metrics) {
        this.services = services;
        this.configuration = configuration;
        this.vertx = vertx;
        Gauge.builder("offhook.sockets", open, Set::size)
                .description("Sockets of calls that are open")
                .tag("provider", "voximplant")
                .register(metrics);
    }

    Uni<Void> opened(WebSocketConnection socket) {
        var opening = socket.userData().get(StreamOpening.KEY);
        var context = vertx.getOrCreateContext();
        var connection = new StreamConnection(socket, context);
        connection.begin(new StreamSession(opening.callId(), connection, services.of(opening, context), clock));
        socket.userData().put(KEY, connection);
        open.add(connection);
        connection.endWhenIdle(configuration.idleLimit(), clock);
        if (leaving) {
            connection.shutDown();
        }
        return Uni.createFrom().voidItem();
    }

    Uni<Void> received(WebSocketConnection socket, String text) {
        return with(socket, session -> session.received(text));
    }

    Uni<Void> receivedBinary(WebSocketConnection socket) {
        return with(socket, StreamSession::receivedBinary);
    }

    Uni<Void> closed(WebSocketConnection socket) {
        var connection = socket.userData().get(KEY);
        if (connection != null) {
            open.remove(connection);
            connection.closed();
        }
        return Uni.createFrom().voidItem();
    }

    Uni<Void> failed(WebSocketConnection socket, Throwable failure) {
        if (failure instanceof HttpClosedException) {
            // A call that ends, or a network that does: the scenario comes back if it wants to.
            LOG.debugf("socket broken: id=%s", socket.id());
            return Uni.createFrom().voidItem();
        }
        if (String.valueOf(failure.getMessage()).contains(TOO_LARGE)) {
            LOG.warnf("socket closed: id=%s reason=a message is too large", socket.id());
            return socket.close(MESSAGE_TOO_LARGE);
        }
        LOG.errorf(failure, "socket failed: id=%s", socket.id());
        return socket.close(CloseReason.INTERNAL_SERVER_ERROR);
    }

    /** True when calls are being sent elsewhere: no new socket belongs here. */
    boolean leaving() {
        return leaving;
    }

    /** Where a stop has a delay: the calls of this replica go on elsewhere once nothing new is sent here. */
    void soon(@Observes ShutdownDelayInitiatedEvent event) {
        vertx.setTimer(configuration.reconnectAfter().toMillis(), fired -> {
            leaving = true;
            open.forEach(StreamConnection::shutDown);
        });
    }

    /** The calls of this replica go on elsewhere, before its server closes. */
    void now(@Observes ShutdownEvent event) {
        leaving = true;
        sendElsewhere();
    }

    /** Tells every scenario to go on elsewhere, and waits until it is told. */
    void sendElsewhere() {
        var told = open.stream().map(StreamConnection::shutDown).toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(told)
                .completeOnTimeout(null, FAREWELL.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        if (told.length > 0) {
            LOG.infof("sockets sent elsewhere: %d", told.length);
        }
    }

    private static Uni<Void> with(WebSocketConnection socket, Consumer<StreamSession> then) {
        var connection = socket.userData().get(KEY);
        if (connection != null) {
            then.accept(connection.session());
        }
        return Uni.createFrom().voidItem();
    }
}
