package dev.offhook.dialogue.intake;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

import org.jboss.logging.Logger;

/**
 * One mailbox per conversation: what is posted to it runs one at a time in the order of posting, while other mailboxes
 * run beside it. A mailbox exists as long as something is in it or runs.
 */
final class Mailboxes {
    private static final Logger LOG = Logger.getLogger(Mailboxes.class);

    private final Map<String, Queue<Runnable>> waiting = new ConcurrentHashMap<>();
    private final Executor executor;

    /** @param executor starts a thread for a mailbox that was empty; it must not refuse */
    Mailboxes(Executor executor) {
        this.executor = executor;
    }

    /** Runs {@code task} after everything that was posted under the same key before. Returns at once. */
    void post(String key, Runnable task) {
        var wasEmpty = new boolean[1];
        waiting.compute(key, (_, tasks) -> {
            wasEmpty[0] = tasks == null;
            Queue<Runnable> queue = tasks == null ? new ArrayDeque<>() : tasks;
            queue.add(task);
            return queue;
        });
        if (wasEmpty[0]) {
            executor.execute(() -> drain(key));
        }
    }

    /** How many mailboxes have something in them. */
    int size() {
        return waiting.size();
    }

    private void drain(String key) {
        for (Runnable task = next(key); task != null; task = next(key)) {
            try {
                task.run();
            } catch (RuntimeException e) {
                // One task must never keep the rest of the conversation from being answered.
                LOG.errorf(e, "a task failed in its mailbox");
            }
        }
    }

    private Runnable next(String key) {
        var next = new Runnable[1];
        waiting.computeIfPresent(key, (_, tasks) -> {
            next[0] = tasks.poll();
            return next[0] == null ? null : tasks;
        });
        return next[0];
    }
}
