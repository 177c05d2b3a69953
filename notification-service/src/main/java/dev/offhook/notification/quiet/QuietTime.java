package dev.offhook.notification.quiet;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

import dev.offhook.events.Messaging.QuietHours;

/** Whether it is quiet. */
public final class QuietTime {
    private QuietTime() {}

    /**
     * The end of the quiet hours that {@code now} is in; empty when it is not quiet. Quiet hours begin and end by the
     * clock on the wall: on the days when clocks change they are an hour longer or shorter.
     *
     * @param hours their zone is not looked at
     * @param zone of the recipient
     */
    public static Optional<Instant> end(QuietHours hours, ZoneId zone, Instant now) {
        var local = now.atZone(zone);
        return end(hours, local.toLocalDate().minusDays(1), zone, now)
                .or(() -> end(hours, local.toLocalDate(), zone, now));
    }

    private static Optional<Instant> end(QuietHours hours, LocalDate begins, ZoneId zone, Instant now) {
        LocalDate ends = hours.to().isAfter(hours.from()) ? begins : begins.plusDays(1);
        Instant from = at(begins, hours.from(), zone);
        Instant to = at(ends, hours.to(), zone);
        return now.isBefore(from) || !now.isBefore(to) ? Optional.empty() : Optional.of(to);
    }

    private static Instant at(LocalDate day, LocalTime time, ZoneId zone) {
        return ZonedDateTime.of(day, time, zone).toInstant();
    }
}
