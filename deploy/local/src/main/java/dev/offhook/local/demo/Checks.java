package dev.offhook.local.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import dev.offhook.local.demo.EventTail.Seen;

/** What the demo expects, and what of it came true. */
final class Checks {
    private final EventTail tail;
    private final Duration patience;
    private final List<String> missing = new ArrayList<>();
    private final Set<String> events = new LinkedHashSet<>();
    private int turns;
    private int answered;

    /** An event is missing when it has not been seen for {@code patience} after it was asked for. */
    Checks(EventTail tail, Duration patience) {
        this.tail = tail;
        this.patience = patience;
    }

    /** A caller's turn is over; {@code problem} says why it does not count as answered, null when it does. */
    void turn(String problem) {
        turns++;
        if (problem == null) {
            answered++;
        } else {
            missing.add(problem);
        }
    }

    /** Something besides a turn has to be so. */
    void that(boolean holds, String otherwise) {
        if (!holds) {
            missing.add(otherwise);
        }
    }

    /** Waits for an event that fits; without one, {@code name} is missing. */
    void expect(String name, Predicate<Seen> fits) throws InterruptedException {
        if (!tail.await(fits, patience)) {
            missing.add("no event: " + name);
        }
    }

    /** Counts events of this run; the same event seen again does not count twice. */
    void seen(List<Seen> found) {
        found.forEach(event -> events.add(event.topic() + " " + event.envelope().id()));
    }

    /** What is missing, by name; empty when all is as expected. */
    List<String> missing() {
        return List.copyOf(missing);
    }

    boolean passed() {
        return missing.isEmpty() && answered == turns;
    }

    /** The demo's last line. */
    String summary() {
        return "demo: %d turns, %d answered, %d events".formatted(turns, answered, events.size());
    }
}
