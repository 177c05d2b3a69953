package dev.offhook.local.replay;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Points in time as people write them: {@code 7d} and {@code 2h} ago, or an instant. */
final class PointInTime implements ITypeConverter<Instant> {
    private static final Pattern AGO = Pattern.compile("(\\d{1,5})([mhd])");

    private final Clock clock;

    PointInTime() {
        this(Clock.systemUTC());
    }

    PointInTime(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Instant convert(String value) {
        Matcher ago = AGO.matcher(value);
        if (ago.matches()) {
            long amount = Long.parseLong(ago.group(1));
            Duration back =
                    switch (ago.group(2)) {
                        case "m" -> Duration.ofMinutes(amount);
                        case "h" -> Duration.ofHours(amount);
                        default -> Duration.ofDays(amount);
                    };
            return clock.instant().minus(back);
        }
        try {
            return OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "'" + value + "' is no point in time; write 30m, 2h, 7d or 2026-11-20T10:15:30Z");
        }
    }
}
