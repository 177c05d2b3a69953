package dev.offhook.notification.sending;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import dev.offhook.kit.tenants.Tenants;
import dev.offhook.notification.database.Database;
import dev.offhook.notification.store.Messages;
import dev.offhook.notification.store.Queue;
import dev.offhook.notification.store.Queue.Claimed;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

/**
 * Takes messages that are due and sends them, many at a time, each on a virtual thread. Any number of replicas may run:
 * what one has claimed is nobody else's until its lease is over.
 */
@ApplicationScoped
public class Dispatcher {
    private static final Logger LOG = Logger.getLogger(Dispatcher.class);
    private static final Duration SWEEP_EVERY = Duration.ofSeconds(1);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

    /** This replica, of this start. */
    private final String owner = UUID.randomUUID().toString();

    private final Database database;
    private final Queue queue;
    private final Messages messages;
    private final Sending sending;
    private final Accounts accounts;
    private final Tenants tenants;
    private final SendingConfiguration configuration;
    private final MeterRegistry meters;
    private final Semaphore free;
    private final Semaphore hints = new Semaphore(0);
    private final Map<String, AtomicInteger> inFlight = new ConcurrentHashMap<>();
    private final ExecutorService senders = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("sms-", 0).factory());
    private final Thread thread;
    private volatile boolean running = true;

    @Inject
    Dispatcher(
            Database database,
            Queue queue,
            Messages messages,
            Sending sending,
            Accounts accounts,
            Tenants tenants,
            SendingConfiguration configuration,
            MeterRegistry meters) {
        this.database = database;
        this.queue = queue;
        this.messages = messages;
        this.sending = sending;
        this.accounts = accounts;
        this.tenants = tenants;
        this.configuration = configuration;
        this.meters = meters;
        this.free = new Semaphore(configuration.inFlight());
        this.thread = Thread.ofPlatform().name("sms-dispatcher").daemon().unstarted(this::run);
    }

    void start(@Observes StartupEvent event) {
        messages.onDue(hints::release);
        thread.start();
    }

    private void run() {
        boolean failing = false;
        Instant swept = Instant.MIN;
        while (running) {
            try {
                // A replica that has just started would refuse what it should send: it does not know the tenants yet.
                boolean more = tenants.loaded() && dispatch();
                if (Instant.now().isAfter(swept.plus(SWEEP_EVERY))) {
                    sending.sweep();
                    swept = Instant.now();
                }
                if (!more) {
                    awaitHint(configuration.every());
                }
                failing = false;
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (!failing) {
                    LOG.errorf(e, "the queue cannot be read, trying again every %s", AFTER_A_FAILURE);
                }
                failing = true;
                if (!pause()) {
                    return;
                }
            }
        }
    }

    /** Claims and hands out once; true when there may be more to claim. */
    private boolean dispatch() {
        int most = free.availablePermits();
        if (most == 0) {
            return false;
        }
        var now = Instant.now();
        List<Claimed> claimed = database.transaction(sql -> queue.claimToSend(
                sql,
                now,
                now.plus(configuration.inOrderWithin()),
                busyTenants(),
                most,
                owner,
                now.plus(configuration.lease())));
        for (Claimed message : claimed) {
            String tenant = message.tenant();
            free.acquireUninterruptibly();
            inFlight.computeIfAbsent(tenant, _ -> new AtomicInteger()).incrementAndGet();
            senders.execute(() -> {
                try {
                    send(message.requestId());
                } finally {
                    inFlight.get(tenant).decrementAndGet();
                    free.release();
                    hints.release();
                }
            });
        }
        return claimed.size() == most;
    }

    private Set<String> busyTenants() {
        return inFlight.entrySet().stream()
                .filter(entry -> entry.getValue().get() >= configuration.inFlightOfTenant())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private void send(String requestId) {
        try {
            sending.begin(requestId, owner).ifPresent(attempt -> {
                long start = System.nanoTime();
                var outcome = accounts.attempt(
                        attempt.account(), () -> attempt.provider().send(attempt.account(), attempt.message()));
                meters.timer(
                                "offhook.sms.send",
                                "provider",
                                attempt.account().provider().id())
                        .record(Duration.ofNanos(System.nanoTime() - start));
                sending.end(attempt, outcome);
            });
        } catch (RuntimeException e) {
            // Its lease ends, and what follows depends on whether the provider was asked.
            LOG.errorf(e, "sending failed: request=%s", requestId);
        }
    }

    private void awaitHint(Duration atMost) throws InterruptedException {
        if (hints.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            hints.drainPermits();
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(AFTER_A_FAILURE);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** Claims nothing more, and waits for the answers of the providers that are being asked. */
    void stop(@Observes ShutdownEvent event) {
        running = false;
        thread.interrupt();
        senders.shutdown();
        try {
            if (!senders.awaitTermination(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("stopped with messages whose answers are lost");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
