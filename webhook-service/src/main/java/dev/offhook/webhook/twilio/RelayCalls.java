package dev.offhook.webhook.twilio;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.webhook.twilio.relay.Handoff;
import dev.offhook.webhook.twilio.relay.RelayConfiguration;
import dev.offhook.webhook.twilio.relay.RelayMessage.Setup;
import dev.offhook.webhook.twilio.relay.RelayTurns;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.jboss.logging.Logger;

/** The ConversationRelay sessions on this replica. */
@ApplicationScoped
class RelayCalls {
    private static final Logger LOG = Logger.getLogger(RelayCalls.class);
    private static final Duration REMEMBER_DROPPED = Duration.ofSeconds(60);
    private static final int REMEMBER_AT_MOST = 10_000;
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final Map<String, RelayConnection> open = new ConcurrentHashMap<>();
    private final Cache<String, Dropped> dropped = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBER_DROPPED)
            .maximumSize(REMEMBER_AT_MOST)
            .build();
    private final RelayConfiguration configuration;
    private final RelayHandshake handshake;
    private final RelayedTurns turns;
    private final MeterRegistry metrics;
    private final Timer firstWords;
    private final Vertx vertx;
    private final Clock clock = Clock.systemUTC();
    private volatile boolean leaving;

    RelayCalls(
            RelayConfiguration configuration,
            RelayHandshake handshake,
            RelayedTurns turns,
            Vertx vertx,
            MeterRegistry metrics) {
        this.configuration = configuration;
        this.handshake = handshake;
        this.turns = turns;
        this.vertx = vertx;
        this.metrics = metrics;
        Gauge.builder("offhook.relay.sessions", open, Map::size)
                .description("ConversationRelay sessions on this replica")
                .register(metrics);
        firstWords = Timer.builder("offhook.relay.first.words")
                .description("From the end of the caller's words to the first of ours")
                .publishPercentiles(0.5, 0.99)
                .register(metrics);
    }

    /** A socket was opened, on its event loop. */
    void opened(WebSocketConnection connection, RelayHandshake.Shown shown) {
        Context context = Vertx.currentContext();
        var opened = new RelayConnection(connection, context, this, configuration, clock, shown);
        open.put(connection.id(), opened);
        opened.begin();
    }

    /** A text message came. */
    void received(WebSocketConnection connection, String text) {
        Optional.ofNullable(open.get(connection.id())).ifPresent(call -> call.received(text));
    }

    /** A binary message came, which Twilio never sends. */
    void garbage(WebSocketConnection connection) {
        Optional.ofNullable(open.get(connection.id())).ifPresent(RelayConnection::garbage);
    }

    /** The other side answered a ping. */
    void alive(WebSocketConnection connection) {
        Optional.ofNullable(open.get(connection.id())).ifPresent(RelayConnection::alive);
    }

    /** A socket is closed. */
    void closed(WebSocketConnection connection) {
        Optional.ofNullable(open.remove(connection.id())).ifPresent(RelayConnection::closed);
    }

    /** Something is to be gone on with after a session that broke off here. */
    void remember(String conversation, Handoff.Resume resume) {
        dropped.put(conversation, new Dropped(resume, clock.instant()));
    }

    private record Dropped(Handoff.Resume resume, Instant at) {}

    /** What a call should go on with whose session broke off here; empty when it has gone on elsewhere since. */
    Optional<Handoff.Resume> dropped(String conversation) {
        return Optional.ofNullable(dropped.getIfPresent(conversation))
                .filter(left -> turns.latest(conversation)
                        .filter(latest -> !latest.event().equals(left.resume().event()))
                        .filter(latest -> latest.repliedAt().isAfter(left.at()))
                        .isEmpty())
                .map(Dropped::resume);
    }

    /** How many sessions of a call there are here. */
    long sessions(String conversation) {
        return open.values().stream().filter(call -> call.isOf(conversation)).count();
    }

    Optional<RelayTurns> call(RelayHandshake.Shown shown, Setup setup, Context context) {
        Optional<TenantConfiguration> tenant = handshake.tenant(shown, setup);
        if (tenant.isEmpty()) {
            LOG.warnf(
                    "refused: path=%s reason=setup-does-not-fit session=%s", RelayDocuments.SOCKET, setup.sessionId());
        }
        if (leaving) {
            Vertx.currentContext().runOnContext(any -> open.values().forEach(call -> call.handOver(() -> {})));
        }
        return tenant.map(found -> turns.of(found, setup, context, this::dropped));
    }

    void count(String what) {
        metrics.counter("offhook.relay.events", "what", what).increment();
    }

    void firstWords(Duration after) {
        firstWords.record(after);
    }

    /** Where a stop has a delay: the calls of this replica go on elsewhere once nothing new is sent here. */
    void soon(@Observes ShutdownDelayInitiatedEvent event) {
        vertx.setTimer(configuration.handOverAfter().toMillis(), fired -> {
            leaving = true;
            open.values().forEach(call -> call.handOver(() -> {}));
        });
    }

    /** The calls of this replica go on elsewhere, before its server closes. */
    void now(@Observes ShutdownEvent event) {
        leaving = true;
        handOver();
    }

    /** Ends every session, so that Twilio asks, on whichever replica, how to go on. Waits until that was told. */
    void handOver() {
        var sessions = List.copyOf(open.values());
        var told = new CountDownLatch(sessions.size());
        sessions.forEach(session -> session.handOver(told::countDown));
        try {
            if (!told.await(GOODBYE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warnf("sessions that were not handed over: count=%d", told.getCount());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
