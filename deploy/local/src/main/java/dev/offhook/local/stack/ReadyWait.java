package dev.offhook.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Waits for parts of a stack that have been started. */
final class ReadyWait {
    private static final Duration LONGEST_START = Duration.ofSeconds(90);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final int SHOWN_LOG_LINES = 15;

    private final Consumer<String> journal;

    /** @param journal is told a line when a part is ready */
    ReadyWait(Consumer<String> journal) {
        this.journal = journal;
    }

    /**
     * Returns when all are ready.
     *
     * @throws StackException when one has died, or is not ready within 90 s
     */
    void forAll(List<? extends Part> awaited) {
        var left = new ArrayList<Part>(awaited);
        var end = Instant.now().plus(LONGEST_START);
        while (!left.isEmpty()) {
            for (var part : List.copyOf(left)) {
                var state = part.state();
                if (part.hasDied()) {
                    throw new StackException(state.name() + " died before it was ready. From its log, " + state.log()
                            + ":\n" + tellingLines(Path.of(state.log())));
                }
                if (Health.isReady(state)) {
                    left.remove(part);
                    journal.accept(state.name() + " " + state.replica() + " is ready");
                } else if (Instant.now().isAfter(end)) {
                    throw new StackException(state.name() + " has not become ready within "
                            + LONGEST_START.toSeconds() + " s; its log is " + state.log() + ". It says: "
                            + Health.explain(state));
                }
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while the stack started", e);
        }
    }

    /** The errors without their stack traces, or, when there is none, the end. */
    private static String tellingLines(Path log) {
        try {
            var lines = Files.readAllLines(log);
            var errors = lines.stream()
                    .filter(line ->
                            line.contains(" ERROR ") || line.startsWith("Caused by") || line.startsWith("Error"))
                    .toList();
            var telling = errors.isEmpty() ? lines : errors;
            return String.join("\n", telling.subList(Math.max(0, telling.size() - SHOWN_LOG_LINES), telling.size()));
        } catch (IOException e) {
            return "(it cannot be read)";
        }
    }
}
