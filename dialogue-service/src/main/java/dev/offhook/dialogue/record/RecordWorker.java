package dev.offhook.dialogue.record;

import java.util.List;
import java.util.concurrent.Semaphore;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

/** This replica's share of the records: claims what is due and works on some of it at a time. */
@ApplicationScoped
class RecordWorker {
    private static final Logger LOG = Logger.getLogger(RecordWorker.class);

    private final RecordTasks tasks;
    private final RecordWork work;
    private final Bell bell;
    private final RecordConfiguration configuration;
    private final Semaphore free;
    private volatile boolean stopped;
    private Thread loop;

    RecordWorker(RecordTasks tasks, RecordWork work, Bell bell, RecordConfiguration configuration) {
        this.tasks = tasks;
        this.work = work;
        this.bell = bell;
        this.configuration = configuration;
        this.free = new Semaphore(configuration.workers());
    }

    void start(@Observes StartupEvent event) {
        start();
    }

    void start() {
        loop = Thread.ofVirtual().name("records").start(this::loop);
    }

    /** Claims nothing more. What is being made now is finished, or taken over by another replica after its lease. */
    @PreDestroy
    void stop() {
        stopped = true;
        if (loop != null) {
            loop.interrupt();
        }
    }

    private void loop() {
        while (!stopped) {
            try {
                free.acquire();
                free.release();
                var claimed = claim();
                for (var task : claimed) {
                    free.acquireUninterruptibly();
                    Thread.ofVirtual().name("record").start(() -> run(task));
                    Thread.sleep(configuration.pace());
                }
                if (claimed.isEmpty()) {
                    bell.await(configuration.pollEvery());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                stopped = true;
            }
        }
    }

    private List<RecordTask> claim() {
        try {
            return tasks.claim(free.availablePermits());
        } catch (RuntimeException e) {
            LOG.warnf("no records can be made now: cause=%s", e);
            return List.of();
        }
    }

    private void run(RecordTask task) {
        try {
            work.run(task);
        } catch (RuntimeException e) {
            // Not even giving it back worked: it is due again when its lease is over.
            LOG.warnf("a record is left for later: conversation=%s cause=%s", task.conversationId(), e);
        } finally {
            free.release();
        }
    }
}
