package dev.offhook.notification.quiet;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

import dev.offhook.events.Messaging.QuietHours;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class QuietTimeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            21:00 | 09:00 | Europe/Moscow    | 2026-11-20T17:59:59Z |
            21:00 | 09:00 | Europe/Moscow    | 2026-11-20T18:00:00Z | 2026-11-21T06:00:00Z
            21:00 | 09:00 | Europe/Moscow    | 2026-11-21T05:59:59Z | 2026-11-21T06:00:00Z
            21:00 | 09:00 | Europe/Moscow    | 2026-11-21T06:00:00Z |
            13:00 | 15:00 | Asia/Kamchatka   | 2026-11-21T02:30:00Z | 2026-11-21T03:00:00Z
            13:00 | 15:00 | Asia/Kamchatka   | 2026-11-21T03:00:00Z |
            21:00 | 09:00 | America/New_York | 2026-11-01T01:30:00Z | 2026-11-01T14:00:00Z
            01:30 | 03:00 | Europe/Berlin    | 2026-03-29T00:45:00Z | 2026-03-29T01:00:00Z
            02:15 | 02:45 | Europe/Berlin    | 2026-03-29T01:20:00Z | 2026-03-29T01:45:00Z
            """)
    void quietHoursEndByTheClockOnTheWall(LocalTime from, LocalTime to, ZoneId zone, Instant now, Instant end) {
        // Given
        var hours = new QuietHours(from, to, null);
        // When
        var found = QuietTime.end(hours, zone, now);
        // Then
        assertThat(found.orElse(null)).isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource({
        "+73912123456,Asia/Krasnoyarsk",
        "+12025550146,America/New_York",
        "+442071838750,Europe/London",
        "+79161234567,Europe/Moscow",
        "+18005550100,Europe/Moscow",
        "+88213000000,Europe/Moscow",
        "anonymous,Europe/Moscow"
    })
    void numberOfOneZoneTellsIt(String number, ZoneId expected) {
        assertThat(RecipientZone.of(number, ZoneId.of("Europe/Moscow"))).isEqualTo(expected);
    }
}
