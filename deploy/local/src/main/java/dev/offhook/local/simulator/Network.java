package dev.offhook.local.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import dev.offhook.local.simulator.faults.Fault;
import dev.offhook.local.simulator.faults.Faults;
import dev.offhook.local.simulator.faults.Reports;

/** What the simulated providers share: the ledger, the faults, the pace at which messages go their way. */
public final class Network {
    /** Older attempts are forgotten. */
    private static final int MOST_ATTEMPTS = 100_000;

    private final Ledger ledger;
    private final Faults faults = new Faults();
    private final Deque<Attempt> attempts = new ArrayDeque<>();
    private volatile Settings settings = Settings.DEFAULT;

    /** A network that keeps in {@code ledger} what it takes. */
    public Network(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The messages. */
    public Ledger ledger() {
        return ledger;
    }

    /** What goes wrong. */
    public Faults faults() {
        return faults;
    }

    /** The pace. */
    public Settings settings() {
        return settings;
    }

    /** Changes the pace, also of messages under way. */
    public void pace(Settings next) {
        settings = next;
    }

    /**
     * Notes that a provider was asked to send a message.
     *
     * @return the fault that this attempt meets; empty when it goes well
     * @throws IllegalArgumentException when the script in the text does not read
     */
    public Optional<Fault> attempt(String provider, String from, String to, String text) {
        Optional<Fault> met = faults.next(provider, to, text);
        synchronized (attempts) {
            if (attempts.size() == MOST_ATTEMPTS) {
                attempts.removeFirst();
            }
            attempts.addLast(new Attempt(
                    provider, from, to, Instant.now(), met.map(Object::toString).orElse(null)));
        }
        return met;
    }

    /** The attempts to reach a number, oldest first; of all numbers when it is null. */
    public List<Attempt> attempts(String to) {
        synchronized (attempts) {
            return attempts.stream()
                    .filter(attempt -> to == null || SentMessage.isSame(to, attempt.to()))
                    .toList();
        }
    }

    /** What lists and histories show by now, newest first. */
    public List<SentMessage> listed(Predicate<SentMessage> filter) {
        Instant until = Instant.now().minus(settings.listedAfter());
        return ledger.messages().stream()
                .filter(message -> !message.at().isAfter(until))
                .filter(filter)
                .sorted(Comparator.comparing(SentMessage::at).reversed())
                .toList();
    }

    /** What is told of this message. */
    public Reports reports(SentMessage message) {
        return faults.reports(message.provider(), message.to(), message.text());
    }

    /** How far a message is: {@code queued}, {@code sent}, or its end as {@link Reports#end()} names it. */
    public String state(SentMessage message) {
        Duration age = Duration.between(message.at(), Instant.now());
        if (age.compareTo(settings.sentAfter()) < 0) {
            return "queued";
        }
        return age.compareTo(settings.endedAfter()) < 0
                ? "sent"
                : reports(message).end();
    }
}
