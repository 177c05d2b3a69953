package dev.offhook.kit.secrets;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import dev.offhook.events.Envelope;
import dev.offhook.events.Event;
import dev.offhook.events.KeyRing;
import dev.offhook.events.KeyRingConfirmed;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.Topic;
import dev.offhook.kit.kafka.EventPublisher;
import dev.offhook.kit.kafka.TopicTail;
import dev.offhook.kit.tenants.Tenants;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import org.jboss.logging.Logger;

/**
 * Keeps this replica's {@link SecretBox} at the newest key ring, and says so on the same topic: at once when something
 * changes, and every few seconds, so that a rotation knows who lives and what is still needed.
 */
@ApplicationScoped
public class KeyRingReplica implements TopicTail.Listener {
    private static final Logger LOG = Logger.getLogger(KeyRingReplica.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final long GOODBYE_SECONDS = 1;

    private final Map<String, Object> kafka;
    private final KeyRingConfiguration configuration;
    private final SecretBox box;
    private final Supplier<Collection<TenantConfiguration>> tenants;
    private final EventPublisher publisher;
    private final String instance;
    private final Clock clock = Clock.systemUTC();
    private final ScheduledThreadPoolExecutor heart;
    private KeyRing ring = KeyRing.EMPTY;
    private List<String> problems = List.of();
    private KeyRingConfirmed confirmed;
    private Instant confirmedAt;
    private volatile boolean usable = true;
    private volatile boolean ready;
    private volatile TopicTail tail;

    @Inject
    KeyRingReplica(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            KeyRingConfiguration configuration,
            SecretBox box,
            Tenants tenants,
            EventPublisher publisher) {
        this(kafka, configuration, box, tenants::all, publisher);
    }

    /**
     * A replica that is {@link #start started} and {@link #stop stopped} by hand.
     *
     * @param kafka the clients' settings
     * @param tenants as they are known here now
     */
    public KeyRingReplica(
            Map<String, Object> kafka,
            KeyRingConfiguration configuration,
            SecretBox box,
            Supplier<Collection<TenantConfiguration>> tenants,
            EventPublisher publisher) {
        this.kafka = kafka;
        this.configuration = configuration;
        this.box = box;
        this.tenants = tenants;
        this.publisher = publisher;
        instance = configuration.instance().orElseGet(KeyRingReplica::hostAndProcess);
        heart = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("key-ring").daemon().factory());
    }

    /** The key of this replica's confirmations: {@code <service>/<instance>}. */
    public String name() {
        return configuration.service() + "/" + instance;
    }

    /** Follows a ring; one that is older than what is followed is ignored. */
    public synchronized void take(KeyRing newer) {
        if (newer.generation() < ring.generation()) {
            return;
        }
        ring = newer;
        problems = box.follow(newer, needs());
        // A key that is only being distributed is no reason to keep a service out: whoever cannot open it holds the
        // rotation back.
        usable = problems.isEmpty() || onlyNextDoesNotOpen();
    }

    /**
     * True once the ring that stood on the topic when this replica started is known here and opens. Never false again: a
     * later ring that does not open holds its rotation back, and takes nobody out of service.
     */
    public boolean ready() {
        ready = ready || tail != null && tail.caughtUp() && usable;
        return ready;
    }

    /** Why the newest ring does not open here, in words for an operator; empty when it does. */
    public synchronized List<String> problems() {
        return problems;
    }

    @Override
    public void received(Envelope<Event> envelope) {
        if (envelope.data() instanceof KeyRing newer) {
            take(newer);
        }
    }

    void start(@Observes StartupEvent event) {
        start();
    }

    void stop(@Observes ShutdownEvent event) {
        stop();
    }

    /** Begins to follow and to confirm. */
    public void start() {
        tail = TopicTail.fromBeginning(kafka, Topic.KEYS, this);
        heart.scheduleWithFixedDelay(this::beat, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends, and says so. */
    public void stop() {
        heart.shutdownNow();
        if (tail != null) {
            tail.close();
            if (tail.caughtUp()) {
                publisher
                        .remove(Topic.KEYS, name())
                        .toCompletableFuture()
                        .completeOnTimeout(null, GOODBYE_SECONDS, TimeUnit.SECONDS)
                        .exceptionally(failure -> null)
                        .join();
            }
        }
    }

    @PreDestroy
    void end() {
        heart.shutdownNow();
    }

    /** Before the tail has caught up Kafka may be away, or the topic not there: a send would block those of the calls. */
    private void beat() {
        try {
            if (tail.caughtUp()) {
                confirm();
            }
        } catch (RuntimeException e) {
            LOG.errorf(e, "key ring not confirmed: replica=%s", name());
        }
    }

    private void confirm() {
        KeyRingConfirmed now;
        synchronized (this) {
            // Again, for the keys that were kept for tenants that are sealed anew by now.
            take(ring);
            now = new KeyRingConfirmed(
                    configuration.service(), instance, box.generation(), List.copyOf(needs()), problems);
        }
        var time = clock.instant();
        if (now.equals(confirmed) && Duration.between(confirmedAt, time).compareTo(configuration.confirmEvery()) < 0) {
            return;
        }
        tell(now);
        confirmed = now;
        confirmedAt = time;
        publisher
                .publish(
                        Topic.KEYS,
                        name(),
                        new Envelope<>(
                                "confirmed:" + name() + ":" + time,
                                "/offhook/" + configuration.service(),
                                name(),
                                KeyRing.NO_TENANT,
                                time,
                                null,
                                null,
                                now))
                .whenComplete((_, failure) -> {
                    if (failure != null) {
                        LOG.debugf("key ring not confirmed: replica=%s reason=%s", name(), failure.getMessage());
                    }
                });
    }

    private void tell(KeyRingConfirmed now) {
        boolean changed = confirmed == null
                || confirmed.generation() != now.generation()
                || !confirmed.missing().equals(now.missing());
        if (!now.missing().isEmpty() && changed) {
            LOG.errorf("key ring does not open: following=%d reasons=%s", now.generation(), now.missing());
        } else if (changed) {
            LOG.infof(
                    "key ring: generation=%d primary=%s",
                    now.generation(), box.primary().orElse("none"));
        }
    }

    private SortedSet<String> needs() {
        var needs = new TreeSet<String>();
        for (var tenant : tenants.get()) {
            tenant.secrets().values().forEach(text -> SecretBox.keyOf(text).ifPresent(needs::add));
        }
        return needs;
    }

    private boolean onlyNextDoesNotOpen() {
        return ring.keys().stream()
                .filter(key -> key.state() != KeyRing.State.NEXT)
                .allMatch(box::opens);
    }

    private static String hostAndProcess() {
        long process = ProcessHandle.current().pid();
        try {
            return InetAddress.getLocalHost().getHostName() + "-" + process;
        } catch (UnknownHostException e) {
            return Long.toString(process);
        }
    }
}
