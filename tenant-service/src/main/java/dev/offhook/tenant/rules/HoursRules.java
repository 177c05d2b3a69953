package dev.offhook.tenant.rules;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.offhook.events.TenantConfiguration.AfterHours;
import dev.offhook.events.TenantConfiguration.Day;
import dev.offhook.events.TenantConfiguration.Holiday;
import dev.offhook.events.TenantConfiguration.Hours;
import dev.offhook.events.TenantConfiguration.Shift;
import dev.offhook.events.TenantConfiguration.WeeklyShift;
import dev.offhook.tenant.configuration.FaultKind;

/** What must hold for the hours. */
final class HoursRules {
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2999;
    private static final long DAY = 24 * 60 * 60;
    private static final long WEEK = Day.values().length * DAY;

    private final Hours hours;
    private final ToolUses allowed;
    private final Faults faults;

    /** @param allowed what a call after hours may be sent to */
    HoursRules(Hours hours, ToolUses allowed, Faults faults) {
        this.hours = hours;
        this.allowed = allowed;
        this.faults = faults;
    }

    /** A time of work in seconds; {@code end} may lie after the end of the day or week. */
    private record Span(String field, String told, long start, long end) {

        static Span of(String field, String told, long midnight, LocalTime from, LocalTime to) {
            long start = midnight + from.toSecondOfDay();
            long end = midnight + to.toSecondOfDay();
            return new Span(field, told, start, to.isAfter(from) ? end : end + DAY);
        }

        boolean overlaps(Span other) {
            return meets(other, 0) || meets(other, WEEK) || meets(other, -WEEK);
        }

        private boolean meets(Span other, long later) {
            return start < other.end + later && other.start + later < end;
        }
    }

    void check() {
        week();
        for (int i = 0; i < hours.holidays().size(); i++) {
            holiday("hours.holidays[" + i + "]", hours.holidays().get(i));
        }
        afterHours(hours.afterHours());
    }

    private void week() {
        var spans = new ArrayList<Span>();
        for (int i = 0; i < hours.week().size(); i++) {
            String field = "hours.week[" + i + "]";
            WeeklyShift shift = hours.week().get(i);
            if (shift.days().isEmpty()) {
                faults.add(
                        field + ".days",
                        null,
                        FaultKind.EMPTY_LIST,
                        "is empty; it needs at least one, e.g. [mon, tue, wed, thu, fri]",
                        "[mon, tue, wed, thu, fri]");
            }
            if (times(field, shift.from(), shift.to())) {
                shift.days()
                        .forEach(day -> place(
                                spans,
                                Span.of(
                                        field,
                                        "on " + day.name().toLowerCase(Locale.ROOT) + " "
                                                + told(shift.from(), shift.to()),
                                        day.ordinal() * DAY,
                                        shift.from(),
                                        shift.to())));
            }
        }
    }

    private void holiday(String field, Holiday holiday) {
        faults.present(field + ".from", holiday.from(), "2027-01-01");
        if (!year(field + ".from", holiday.from()) || !year(field + ".to", holiday.to())) {
            return;
        }
        if (holiday.from() != null && holiday.to() != null && holiday.to().isBefore(holiday.from())) {
            faults.add(
                    field + ".to",
                    holiday.to(),
                    FaultKind.ENDS_BEFORE_START,
                    holiday.to() + " is before its from, " + holiday.from() + "; good is "
                            + holiday.from().plusDays(1),
                    holiday.from());
        }
        var spans = new ArrayList<Span>();
        for (int i = 0; i < holiday.shifts().size(); i++) {
            String at = field + ".shifts[" + i + "]";
            Shift shift = holiday.shifts().get(i);
            if (times(at, shift.from(), shift.to())) {
                place(spans, Span.of(at, told(shift.from(), shift.to()), 0, shift.from(), shift.to()));
            }
        }
    }

    private void afterHours(AfterHours afterHours) {
        String field = "hours.afterHours.";
        faults.present(field + "action", afterHours.action(), "answer");
        if (afterHours.action() == null) {
            return;
        }
        switch (afterHours.action()) {
            case TRANSFER -> allowed.transfer(field + "target", afterHours.target(), faults);
            case VOICEMAIL -> {
                noTarget(afterHours);
                allowed.voicemail(field + "action", faults);
            }
            case ANSWER, MESSAGE -> noTarget(afterHours);
        }
    }

    private void noTarget(AfterHours afterHours) {
        if (afterHours.target() != null) {
            faults.add(
                    "hours.afterHours.target",
                    afterHours.target(),
                    FaultKind.MEANINGLESS,
                    Faults.quoted(afterHours.target()) + " is for action transfer only; leave it out");
        }
    }

    private boolean year(String field, LocalDate date) {
        int before = faults.all().size();
        faults.range(field, date == null ? null : date.getYear(), FIRST_YEAR, LAST_YEAR, FIRST_YEAR);
        return faults.all().size() == before;
    }

    private boolean times(String field, LocalTime from, LocalTime to) {
        faults.present(field + ".from", from, "\"09:00\"");
        faults.present(field + ".to", to, "\"18:00\"");
        return from != null && to != null;
    }

    private void place(List<Span> spans, Span span) {
        spans.stream()
                .filter(span::overlaps)
                .findFirst()
                .ifPresent(other -> faults.add(
                        span.field,
                        span.told,
                        FaultKind.OVERLAPS,
                        span.told + " overlaps " + other.field + " " + other.told
                                + "; good are shifts that follow each other, e.g. 09:00-13:00 and 14:00-18:00",
                        other.field));
        spans.add(span);
    }

    private static String told(LocalTime from, LocalTime to) {
        return from + "-" + to;
    }
}
