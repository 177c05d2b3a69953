package dev.offhook.tenant.keys;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;

import dev.offhook.events.Topic;
import dev.offhook.kit.kafka.EventPublisher;
import dev.offhook.kit.secrets.KeyRingReplica;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

/** Looks now and then whether a rotation can go on; every replica of this service does. */
@ApplicationScoped
class RotationDriver {
    private static final Logger LOG = Logger.getLogger(RotationDriver.class);
    /** Before whatever seals and opens secrets at the start, such as the import. */
    private static final int FIRST = 100;

    private final StoredRing stored;
    private final Rotations rotations;
    private final Replicas replicas;
    private final KeyRingReplica own;
    private final EventPublisher publisher;
    private final RotationConfiguration configuration;
    private final ScheduledThreadPoolExecutor thread;
    private String failure;

    RotationDriver(
            StoredRing stored,
            Rotations rotations,
            Replicas replicas,
            KeyRingReplica own,
            EventPublisher publisher,
            RotationConfiguration configuration) {
        this.stored = stored;
        this.rotations = rotations;
        this.replicas = replicas;
        this.own = own;
        this.publisher = publisher;
        this.configuration = configuration;
        thread = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("key-rotation").daemon().factory());
    }

    /** This service has the ring itself: it knows it before Kafka tells it. */
    @Transactional
    void start(@Observes @Priority(FIRST) StartupEvent event) {
        var ring = stored.ring();
        if (ring.generation() > 0) {
            own.take(ring);
            stored.publish();
        }
        long every = configuration.every().toMillis();
        thread.scheduleWithFixedDelay(this::look, every, every, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            if (own.ready()) {
                rotations.advance();
                replicas.forgotten().forEach(name -> publisher.remove(Topic.KEYS, name));
            }
            failure = null;
        } catch (RuntimeException e) {
            tell(e);
        }
    }

    /** Once for each kind of failure, however often it is tried in between. */
    private void tell(RuntimeException e) {
        String now = String.valueOf(e.getMessage());
        if (!now.equals(failure)) {
            LOG.warnf(e, "key rotation is stuck, trying again every %s", configuration.every());
            failure = now;
        }
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }
}
