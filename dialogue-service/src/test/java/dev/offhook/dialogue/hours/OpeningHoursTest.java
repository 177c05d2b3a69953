package dev.offhook.dialogue.hours;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.offhook.events.TenantConfiguration.Day;
import dev.offhook.events.TenantConfiguration.Holiday;
import dev.offhook.events.TenantConfiguration.Hours;
import dev.offhook.events.TenantConfiguration.Shift;
import dev.offhook.events.TenantConfiguration.WeeklyShift;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The "now" of every row carries its offset, so that the two passes of an hour that repeats can be told apart. */
class OpeningHoursTest {
    private static final Locale RUSSIAN = Locale.forLanguageTag("ru-RU");
    private static final List<Day> ALL = List.of(Day.values());
    private static final List<Day> WORKDAYS = ALL.subList(0, 5);

    private static final Map<String, Hours> CASES = Map.ofEntries(
            Map.entry("split", week(on(WORKDAYS, "09:00", "13:00"), on(WORKDAYS, "14:00", "18:00"))),
            Map.entry("friday-night", week(on(List.of(Day.FRIDAY), "22:00", "06:00"))),
            Map.entry("every-night", week(on(ALL, "22:00", "02:30"))),
            Map.entry("small-hours", week(on(ALL, "01:00", "02:30"))),
            Map.entry("from-the-gap", week(on(ALL, "02:30", "10:00"))),
            Map.entry("inside-the-gap", week(on(ALL, "02:10", "02:50"))),
            Map.entry("whole-days", week(on(WORKDAYS, "00:00", "00:00"))),
            Map.entry("until-midnight", week(on(ALL, "18:00", "00:00"))),
            Map.entry("never", week()),
            Map.entry(
                    "holidays",
                    withHolidays(
                            List.of(on(WORKDAYS, "09:00", "18:00"), on(List.of(Day.FRIDAY), "22:00", "06:00")),
                            new Holiday(LocalDate.parse("2026-12-28"), null, List.of(shift("10:00", "12:00"))),
                            new Holiday(LocalDate.parse("2026-12-26"), LocalDate.parse("2027-01-08"), List.of()),
                            new Holiday(LocalDate.parse("2027-01-10"), null, List.of(shift("11:00", "15:00"))))));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # Split shifts
            split          | Europe/Moscow       | 2026-11-20T08:59:59+03:00 | closed
            split          | Europe/Moscow       | 2026-11-20T09:00:00+03:00 | open
            split          | Europe/Moscow       | 2026-11-20T12:59:59+03:00 | open
            split          | Europe/Moscow       | 2026-11-20T13:00:00+03:00 | closed
            split          | Europe/Moscow       | 2026-11-20T14:00:00+03:00 | open
            split          | Europe/Moscow       | 2026-11-20T18:00:00+03:00 | closed
            split          | Europe/Moscow       | 2026-11-21T10:00:00+03:00 | closed
            # The same moment elsewhere
            split          | Asia/Kolkata        | 2026-11-20T03:29:00Z      | closed
            split          | Asia/Kolkata        | 2026-11-20T03:30:00Z      | open
            split          | America/New_York    | 2026-11-20T13:59:00Z      | closed
            split          | America/New_York    | 2026-11-20T14:00:00Z      | open
            split          | Pacific/Auckland    | 2026-11-19T20:00:00Z      | open
            split          | Pacific/Auckland    | 2026-11-20T20:00:00Z      | closed
            split          | America/Sao_Paulo   | 2026-11-20T12:00:00Z      | open
            # Over night
            friday-night   | Europe/Moscow       | 2026-11-20T21:59:00+03:00 | closed
            friday-night   | Europe/Moscow       | 2026-11-20T22:00:00+03:00 | open
            friday-night   | Europe/Moscow       | 2026-11-21T05:00:00+03:00 | open
            friday-night   | Europe/Moscow       | 2026-11-21T06:00:00+03:00 | closed
            friday-night   | Europe/Moscow       | 2026-11-22T05:00:00+03:00 | closed
            # Whole days and midnight
            whole-days     | Europe/Moscow       | 2026-11-20T00:00:00+03:00 | open
            whole-days     | Europe/Moscow       | 2026-11-20T23:59:59+03:00 | open
            whole-days     | Europe/Moscow       | 2026-11-21T00:00:00+03:00 | closed
            until-midnight | Europe/Moscow       | 2026-11-20T23:59:59+03:00 | open
            until-midnight | Europe/Moscow       | 2026-11-21T00:00:00+03:00 | closed
            never          | Europe/Moscow       | 2026-11-20T12:00:00+03:00 | closed
            # Holidays: the first that holds counts; a shift belongs to the day on which it begins
            holidays       | Europe/Moscow       | 2026-12-25T12:00:00+03:00 | open
            holidays       | Europe/Moscow       | 2026-12-26T05:00:00+03:00 | open
            holidays       | Europe/Moscow       | 2026-12-26T06:00:00+03:00 | closed
            holidays       | Europe/Moscow       | 2026-12-28T11:00:00+03:00 | open
            holidays       | Europe/Moscow       | 2026-12-28T12:00:00+03:00 | closed
            holidays       | Europe/Moscow       | 2027-01-08T12:00:00+03:00 | closed
            holidays       | Europe/Moscow       | 2027-01-09T05:00:00+03:00 | closed
            holidays       | Europe/Moscow       | 2027-01-10T12:00:00+03:00 | open
            holidays       | Europe/Moscow       | 2027-01-11T12:00:00+03:00 | open
            # Berlin puts the clock forward: 02:00 to 03:00 on 2026-03-29
            from-the-gap   | Europe/Berlin       | 2026-03-29T01:59:59+01:00 | closed
            from-the-gap   | Europe/Berlin       | 2026-03-29T03:00:00+02:00 | open
            every-night    | Europe/Berlin       | 2026-03-29T01:59:59+01:00 | open
            every-night    | Europe/Berlin       | 2026-03-29T03:00:00+02:00 | closed
            inside-the-gap | Europe/Berlin       | 2026-03-29T03:00:00+02:00 | closed
            inside-the-gap | Europe/Berlin       | 2026-03-30T02:10:00+02:00 | open
            # Berlin puts it back: 03:00 to 02:00 on 2026-10-25
            every-night    | Europe/Berlin       | 2026-10-25T02:29:00+02:00 | open
            every-night    | Europe/Berlin       | 2026-10-25T02:45:00+02:00 | open
            every-night    | Europe/Berlin       | 2026-10-25T02:29:00+01:00 | open
            every-night    | Europe/Berlin       | 2026-10-25T02:30:00+01:00 | closed
            from-the-gap   | Europe/Berlin       | 2026-10-25T02:29:00+02:00 | closed
            from-the-gap   | Europe/Berlin       | 2026-10-25T02:30:00+02:00 | open
            from-the-gap   | Europe/Berlin       | 2026-10-25T02:05:00+01:00 | open
            # New York: 2026-03-08 forward at 2, 2026-11-01 back at 2
            from-the-gap   | America/New_York    | 2026-03-08T03:00:00-04:00 | open
            small-hours    | America/New_York    | 2026-11-01T01:00:00-04:00 | open
            small-hours    | America/New_York    | 2026-11-01T01:30:00-05:00 | open
            small-hours    | America/New_York    | 2026-11-01T02:30:00-05:00 | closed
            # Auckland: 2026-09-27 forward at 2, 2026-04-05 back at 3
            from-the-gap   | Pacific/Auckland    | 2026-09-27T03:00:00+13:00 | open
            every-night    | Pacific/Auckland    | 2026-04-05T02:29:00+12:00 | open
            every-night    | Pacific/Auckland    | 2026-04-05T02:30:00+12:00 | closed
            # Sao Paulo changed at midnight while it had summer time: 2018-11-04 forward, 2018-02-18 back to the 17th
            whole-days     | America/Sao_Paulo   | 2018-11-05T00:00:00-02:00 | open
            until-midnight | America/Sao_Paulo   | 2018-11-03T23:59:59-03:00 | open
            until-midnight | America/Sao_Paulo   | 2018-11-04T01:00:00-02:00 | closed
            until-midnight | America/Sao_Paulo   | 2018-02-17T23:30:00-02:00 | open
            until-midnight | America/Sao_Paulo   | 2018-02-17T23:30:00-03:00 | open
            until-midnight | America/Sao_Paulo   | 2018-02-18T00:00:00-03:00 | closed
            """)
    void businessIsOpenAtTheHoursOfItsClock(String hours, String zone, OffsetDateTime now, String expected) {
        // Given
        var opening = OpeningHours.of(CASES.get(hours), ZoneId.of(zone));

        // When
        boolean open = opening.openAt(now.toInstant());

        // Then
        assertThat(open).isEqualTo("open".equals(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            split          | Europe/Moscow     | 2026-11-20T08:00:00+03:00 | 2026-11-20T09:00:00+03:00
            split          | Europe/Moscow     | 2026-11-20T13:30:00+03:00 | 2026-11-20T14:00:00+03:00
            split          | Europe/Moscow     | 2026-11-20T18:00:00+03:00 | 2026-11-23T09:00:00+03:00
            split          | Europe/Moscow     | 2026-11-20T10:15:00+03:00 | 2026-11-20T10:15:00+03:00
            holidays       | Europe/Moscow     | 2026-12-28T12:00:00+03:00 | 2027-01-10T11:00:00+03:00
            from-the-gap   | Europe/Berlin     | 2026-03-29T01:00:00+01:00 | 2026-03-29T03:00:00+02:00
            from-the-gap   | Europe/Berlin     | 2026-10-25T01:00:00+02:00 | 2026-10-25T02:30:00+02:00
            inside-the-gap | Europe/Berlin     | 2026-03-29T01:00:00+01:00 | 2026-03-30T02:10:00+02:00
            friday-night   | Pacific/Auckland  | 2026-11-21T12:00:00+13:00 | 2026-11-27T22:00:00+13:00
            whole-days     | America/Sao_Paulo | 2018-11-04T12:00:00-02:00 | 2018-11-05T00:00:00-02:00
            """)
    void closedBusinessNamesItsNextOpening(String hours, String zone, OffsetDateTime now, OffsetDateTime expected) {
        // Given
        var opening = OpeningHours.of(CASES.get(hours), ZoneId.of(zone));

        // When
        var next = opening.nextOpening(now.toInstant());

        // Then
        assertThat(next.map(ZonedDateTime::toOffsetDateTime)).contains(expected);
    }

    @Test
    void businessWithoutShiftsNeverOpens() {
        // Given
        var opening = OpeningHours.of(CASES.get("never"), ZoneId.of("Europe/Moscow"));

        // When
        var next = opening.nextOpening(Instant.parse("2026-11-20T12:00:00Z"));

        // Then
        assertThat(next).isEmpty();
    }

    @Test
    void businessWithoutHoursIsAlwaysOpen() {
        // Given
        var opening = OpeningHours.of(null, ZoneId.of("Europe/Moscow"));
        var now = Instant.parse("2026-11-20T02:00:00Z");

        // When
        boolean open = opening.openAt(now);

        // Then
        assertThat(open).isTrue();
        assertThat(opening.nextOpening(now).map(ZonedDateTime::toInstant)).contains(now);
        assertThat(opening.describe(RUSSIAN)).isEqualTo("круглосуточно");
        assertThat(opening.describe(Locale.US)).isEqualTo("around the clock");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            split        | пн–пт 9:00–13:00 и 14:00–18:00, сб, вс выходной | Mon–Fri 9:00–13:00 and 14:00–18:00, Sat, Sun closed
            friday-night | пт 22:00–6:00, пн–чт, сб, вс выходной           | Fri 22:00–6:00, Mon–Thu, Sat, Sun closed
            whole-days   | пн–пт круглосуточно, сб, вс выходной            | Mon–Fri around the clock, Sat, Sun closed
            every-night  | пн–вс 22:00–2:30                                | Mon–Sun 22:00–2:30
            never        | закрыто всю неделю                              | closed all week
            """)
    void weekIsSaidInRussianAndEnglish(String hours, String russian, String english) {
        // Given
        var opening = OpeningHours.of(CASES.get(hours), ZoneId.of("Europe/Moscow"));

        // When
        var said = List.of(opening.describe(RUSSIAN), opening.describe(Locale.US));

        // Then
        assertThat(said).containsExactly(russian, english);
    }

    @Test
    void comingHolidaysAreSaid() {
        // Given
        var opening = OpeningHours.of(CASES.get("holidays"), ZoneId.of("Europe/Moscow"));

        // When
        var said = opening.describeHolidays(LocalDate.parse("2026-12-20"), 14, RUSSIAN);

        // Then
        assertThat(said).isEqualTo("28.12 10:00–12:00, 26.12–08.01 выходной");
        assertThat(opening.describeHolidays(LocalDate.parse("2026-12-20"), 5, RUSSIAN))
                .isEmpty();
        assertThat(opening.describeHolidays(LocalDate.parse("2027-01-10"), 1, Locale.US))
                .isEqualTo("10 Jan 11:00–15:00");
    }

    private static Hours week(WeeklyShift... shifts) {
        return withHolidays(Arrays.asList(shifts));
    }

    private static Hours withHolidays(List<WeeklyShift> week, Holiday... holidays) {
        return new Hours(week, Arrays.asList(holidays), null);
    }

    private static WeeklyShift on(List<Day> days, String from, String to) {
        return new WeeklyShift(days, LocalTime.parse(from), LocalTime.parse(to));
    }

    private static Shift shift(String from, String to) {
        return new Shift(LocalTime.parse(from), LocalTime.parse(to));
    }
}
