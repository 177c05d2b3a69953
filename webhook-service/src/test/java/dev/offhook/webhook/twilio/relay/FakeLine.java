package dev.offhook.webhook.twilio.relay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A line whose time is in the test's hands. */
final class FakeLine extends Clock implements RelayLine {
    final List<String> sent = new ArrayList<>();
    final List<String> counted = new ArrayList<>();
    Integer closedWith;
    RelayTurns turns;

    private final List<Alarm> alarms = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-21T10:00:00Z");

    private record Alarm(Instant at, Runnable task) {}

    /** Lets time pass; timers fire in their order. */
    void passes(Duration time) {
        var end = now.plus(time);
        while (true) {
            var due = alarms.stream().filter(alarm -> !alarm.at().isAfter(end)).min(Comparator.comparing(Alarm::at));
            if (due.isEmpty()) {
                break;
            }
            now = due.get().at();
            alarms.remove(due.get());
            due.get().task().run();
        }
        now = end;
    }

    /** What was sent last. */
    String last() {
        return sent.getLast();
    }

    @Override
    public void send(String json) {
        sent.add(json);
    }

    @Override
    public void close(int code, String reason) {
        closedWith = code;
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        var alarm = new Alarm(now.plus(delay), task);
        alarms.add(alarm);
        return () -> alarms.removeIf(other -> other == alarm);
    }

    @Override
    public Optional<RelayTurns> call(RelayMessage.Setup setup) {
        return Optional.ofNullable(turns);
    }

    @Override
    public void count(String what) {
        counted.add(what);
    }

    @Override
    public void firstWords(Duration after) {
        counted.add("first words");
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
