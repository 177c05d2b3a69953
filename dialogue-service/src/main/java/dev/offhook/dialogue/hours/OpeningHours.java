package dev.offhook.dialogue.hours;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import dev.offhook.events.TenantConfiguration.Day;
import dev.offhook.events.TenantConfiguration.Holiday;
import dev.offhook.events.TenantConfiguration.Hours;
import dev.offhook.events.TenantConfiguration.Shift;

/**
 * When a business is open, in its time zone. Immutable.
 *
 * <ul>
 *   <li>A shift belongs to the day on which it begins. So a night shift of Friday, 22:00 to 06:00, covers Saturday 05:00
 *       also when Saturday is a holiday, and one of a Friday that is a closed holiday does not.
 *   <li>Where the clock is put forward, a beginning or an end that the clock skips is the moment of the change.
 *   <li>Where the clock is put back, a shift begins when its beginning shows for the first time and ends when its end
 *       shows for the last time: whoever looks at the clock finds it open between the two.
 * </ul>
 */
public final class OpeningHours {
    private static final int DAYS_AHEAD = 366;

    private final Hours hours;
    private final ZoneId zone;

    private OpeningHours(Hours hours, ZoneId zone) {
        this.hours = hours;
        this.zone = zone;
    }

    /**
     * The hours of a business.
     *
     * @param hours null for always open
     * @param zone the business's
     */
    public static OpeningHours of(Hours hours, ZoneId zone) {
        return new OpeningHours(hours, zone);
    }

    /** True when the business is open at this moment. */
    public boolean openAt(Instant moment) {
        if (hours == null) {
            return true;
        }
        LocalDate today = LocalDate.ofInstant(moment, zone);
        // Yesterday for a night shift; tomorrow for a clock that is put back over midnight.
        return Stream.of(today.minusDays(1), today, today.plusDays(1))
                .flatMap(this::openings)
                .anyMatch(opening -> opening.covers(moment));
    }

    /**
     * The first moment from {@code moment} on at which the business is open: {@code moment} itself when it is open then.
     *
     * @return in the business's zone; empty when it stays closed for a year
     */
    public Optional<ZonedDateTime> nextOpening(Instant moment) {
        if (openAt(moment)) {
            return Optional.of(moment.atZone(zone));
        }
        LocalDate today = LocalDate.ofInstant(moment, zone);
        return LongStream.rangeClosed(0, DAYS_AHEAD)
                .mapToObj(today::plusDays)
                .flatMap(day -> openings(day).map(Opening::from).sorted(Comparator.naturalOrder()))
                .filter(from -> from.isAfter(moment))
                .findFirst()
                .map(from -> from.atZone(zone));
    }

    /**
     * The hours of a normal week as a phrase, e.g. {@code пн–пт 9:00–13:00 и 14:00–18:00, сб 10:00–16:00, вс выходной}.
     * Holidays are not in it.
     *
     * @param locale Russian gives Russian, every other language English
     */
    public String describe(Locale locale) {
        return WeekPhrase.in(locale).of(hours == null ? null : hours.week());
    }

    /**
     * The days that differ from the week as a phrase, e.g. {@code 12.06 выходной, 31.12–08.01 10:00–14:00}.
     *
     * @param from the first day that counts
     * @param days how many days count, 1 or more
     * @param locale as in {@link #describe}
     * @return empty when none of these days differs
     */
    public String describeHolidays(LocalDate from, int days, Locale locale) {
        LocalDate until = from.plusDays(days - 1L);
        return hours == null
                ? ""
                : WeekPhrase.in(locale)
                        .ofHolidays(hours.holidays().stream()
                                .filter(holiday -> !last(holiday).isBefore(from)
                                        && !holiday.from().isAfter(until))
                                .toList());
    }

    private Stream<Opening> openings(LocalDate day) {
        return shifts(day).stream().map(shift -> opening(day, shift)).filter(Opening::lasts);
    }

    private List<Shift> shifts(LocalDate day) {
        Optional<Holiday> holiday = hours.holidays().stream()
                .filter(candidate -> !day.isBefore(candidate.from()) && !day.isAfter(last(candidate)))
                .findFirst();
        if (holiday.isPresent()) {
            return holiday.get().shifts();
        }
        Day weekday = Day.values()[day.getDayOfWeek().ordinal()];
        return hours.week().stream()
                .filter(shift -> shift.days().contains(weekday))
                .map(shift -> new Shift(shift.from(), shift.to()))
                .toList();
    }

    private static LocalDate last(Holiday holiday) {
        return holiday.to() == null ? holiday.from() : holiday.to();
    }

    private Opening opening(LocalDate day, Shift shift) {
        LocalTime to = shift.to();
        LocalDate lastDay = to.isAfter(shift.from()) ? day : day.plusDays(1);
        return new Opening(moment(day.atTime(shift.from()), false), moment(lastDay.atTime(to), true));
    }

    private Instant moment(LocalDateTime clock, boolean lastTime) {
        var change = zone.getRules().getTransition(clock);
        if (change == null) {
            return clock.atZone(zone).toInstant();
        }
        if (change.isGap()) {
            return change.getInstant();
        }
        return clock.toInstant(lastTime ? change.getOffsetAfter() : change.getOffsetBefore());
    }

    private record Opening(Instant from, Instant to) {
        boolean covers(Instant moment) {
            return !moment.isBefore(from) && moment.isBefore(to);
        }

        boolean lasts() {
            return from.isBefore(to);
        }
    }
}
