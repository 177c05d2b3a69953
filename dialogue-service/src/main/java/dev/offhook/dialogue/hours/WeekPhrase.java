package dev.offhook.dialogue.hours;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import dev.offhook.events.TenantConfiguration.Day;
import dev.offhook.events.TenantConfiguration.Holiday;
import dev.offhook.events.TenantConfiguration.Shift;
import dev.offhook.events.TenantConfiguration.WeeklyShift;

/** Hours in words. Times are on the 24-hour clock, as speech synthesis reads them without a doubt in both languages. */
enum WeekPhrase {
    RUSSIAN(
            List.of("пн", "вт", "ср", "чт", "пт", "сб", "вс"),
            " и ",
            "выходной",
            "круглосуточно",
            "закрыто всю неделю",
            "dd.MM"),
    ENGLISH(
            List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
            " and ",
            "closed",
            "around the clock",
            "closed all week",
            "d MMM");

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("H:mm", Locale.ROOT);

    private final List<String> days;
    private final String and;
    private final String closed;
    private final String always;
    private final String never;
    private final DateTimeFormatter date;

    WeekPhrase(List<String> days, String and, String closed, String always, String never, String date) {
        this.days = days;
        this.and = and;
        this.closed = closed;
        this.always = always;
        this.never = never;
        this.date = DateTimeFormatter.ofPattern(date, Locale.ENGLISH);
    }

    static WeekPhrase in(Locale locale) {
        return "ru".equals(locale.getLanguage()) ? RUSSIAN : ENGLISH;
    }

    /** @param week null for always open */
    String of(List<WeeklyShift> week) {
        if (week == null) {
            return always;
        }
        var groups = new LinkedHashMap<String, List<Day>>();
        for (Day day : Day.values()) {
            var shifts = week.stream()
                    .filter(shift -> shift.days().contains(day))
                    .map(shift -> new Shift(shift.from(), shift.to()))
                    .toList();
            groups.computeIfAbsent(shifts(shifts), _ -> new ArrayList<>()).add(day);
        }
        if (groups.size() == 1) {
            String everyDay = groups.keySet().iterator().next();
            if (everyDay.equals(always)) {
                return always;
            }
            if (everyDay.equals(closed)) {
                return never;
            }
        }
        return groups.entrySet().stream()
                .sorted(Comparator.comparing(group -> group.getKey().equals(closed)))
                .map(this::group)
                .collect(Collectors.joining(", "));
    }

    String ofHolidays(List<Holiday> holidays) {
        return holidays.stream()
                .map(holiday -> span(holiday.from(), holiday.to()) + " " + shifts(holiday.shifts()))
                .collect(Collectors.joining(", "));
    }

    private String group(Map.Entry<String, List<Day>> group) {
        return daysOf(group.getValue()) + " " + group.getKey();
    }

    /** Runs of three days and more as a span: «пн–пт», but «сб, вс». */
    private String daysOf(List<Day> group) {
        var parts = new ArrayList<String>();
        for (int first = 0; first < group.size(); ) {
            int last = first;
            while (last + 1 < group.size()
                    && group.get(last + 1).ordinal() == group.get(last).ordinal() + 1) {
                last++;
            }
            if (last - first >= 2) {
                parts.add(name(group.get(first)) + "–" + name(group.get(last)));
            } else {
                group.subList(first, last + 1).forEach(day -> parts.add(name(day)));
            }
            first = last + 1;
        }
        return String.join(", ", parts);
    }

    private String name(Day day) {
        return days.get(day.ordinal());
    }

    private String span(LocalDate from, LocalDate to) {
        return to == null || to.equals(from) ? date.format(from) : date.format(from) + "–" + date.format(to);
    }

    private String shifts(List<Shift> shifts) {
        if (shifts.isEmpty()) {
            return closed;
        }
        if (shifts.stream().anyMatch(WeekPhrase::wholeDay)) {
            return always;
        }
        return shifts.stream()
                .sorted(Comparator.comparing(Shift::from))
                .map(shift -> CLOCK.format(shift.from()) + "–" + CLOCK.format(shift.to()))
                .collect(Collectors.joining(and));
    }

    private static boolean wholeDay(Shift shift) {
        return shift.from().equals(LocalTime.MIDNIGHT) && shift.to().equals(LocalTime.MIDNIGHT);
    }
}
