package dev.offhook.tenant.console.overview;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.offhook.tenant.clients.Figures;
import dev.offhook.tenant.clients.Figures.Day;
import dev.offhook.tenant.clients.Figures.Latency;
import dev.offhook.tenant.console.overview.DayChart.Series;
import dev.offhook.tenant.console.words.Words;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a period.
 *
 * @param empty true when nobody called or wrote
 * @param tiles the sums
 * @param charts by day
 */
record Charts(boolean empty, List<Tile> tiles, List<Card> charts) {

    /** A sum. */
    record Tile(String name, String value, @Nullable String more) {}

    /**
     * A chart.
     *
     * @param bars true for bars, false for lines
     */
    record Card(DayChart chart, boolean bars) {}

    /** The charts of figures that leave days out on which nothing happened. */
    static Charts of(Figures figures, LocalDate first, LocalDate last, Words words) {
        Map<LocalDate, Day> known = figures.days().stream().collect(Collectors.toMap(Day::day, Function.identity()));
        var all = first.datesUntil(last.plusDays(1)).toList();
        List<@Nullable Day> days = new ArrayList<>();
        all.forEach(day -> days.add(known.get(day)));
        var labels = all.stream().map(words.formats()::day).toList();
        return new Charts(figures.days().isEmpty(), tiles(figures.days(), words), charts(days, labels, words));
    }

    private static List<Tile> tiles(List<Day> days, Words words) {
        var t = words.t();
        var f = words.formats();
        int calls = days.stream().mapToInt(Day::calls).sum();
        int texts = days.stream().mapToInt(Day::texts).sum();
        int transferred = days.stream().mapToInt(Day::transferred).sum();
        int assistant = days.stream().mapToInt(Charts::assistants).sum();
        int turns = days.stream().mapToInt(Day::turns).sum();
        var tiles = new ArrayList<Tile>();
        tiles.add(new Tile(t.calls(), f.number(calls), texts == 0 ? null : t.texts() + ": " + f.number(texts)));
        tiles.add(
                new Tile(t.answeredByAssistant(), f.number(assistant), calls == 0 ? null : f.share(assistant, calls)));
        tiles.add(
                new Tile(t.transferredCalls(), f.number(transferred), calls == 0 ? null : f.share(transferred, calls)));
        tiles.add(new Tile(
                t.averageTurns(), f.number(calls + texts == 0 ? null : (double) turns / (calls + texts)), null));
        tiles.add(new Tile(t.averageDuration(), f.duration(averageSeconds(days)), null));
        tiles.add(new Tile(t.cost(), costs(days, words), null));
        return tiles;
    }

    private static List<Card> charts(List<@Nullable Day> days, List<String> labels, Words words) {
        var t = words.t();
        var f = words.formats();
        var cards = new ArrayList<Card>();
        cards.add(new Card(
                new DayChart(
                        "calls",
                        t.callsByDay(),
                        t.callsByDayText(),
                        labels,
                        List.of(
                                series(t.answeredByAssistant(), days, day -> (double) assistants(day)),
                                series(t.transferredCalls(), days, day -> (double) transferred(day)),
                                series(t.rejectedCalls(), days, day -> (double) rejected(day))),
                        f::number),
                true));
        cards.add(new Card(
                new DayChart(
                        "latency",
                        t.firstWords(),
                        t.firstWordsText(),
                        labels,
                        List.of(
                                series("p50", days, day -> latency(day, Latency::p50)),
                                series("p95", days, day -> latency(day, Latency::p95)),
                                series("p99", days, day -> latency(day, Latency::p99))),
                        f::number),
                false));
        cards.add(new Card(
                new DayChart(
                        "turns",
                        t.turnsByDay(),
                        t.turnsByDayText(),
                        labels,
                        List.of(series(t.averageTurns(), days, Day::averageTurns)),
                        f::number),
                false));
        cards.add(new Card(
                new DayChart(
                        "duration",
                        t.durationByDay(),
                        t.durationByDayText(),
                        labels,
                        List.of(series(t.averageDuration(), days, Day::averageSeconds)),
                        f::duration),
                false));
        currencies(days)
                .forEach(currency -> cards.add(new Card(
                        new DayChart(
                                "cost-" + currency.toLowerCase(Locale.ROOT),
                                t.costByDay(),
                                t.costByDayText(),
                                labels,
                                List.of(series(t.cost(), days, day -> cost(day, currency))),
                                value -> f.money(BigDecimal.valueOf(value), currency)),
                        true)));
        return cards;
    }

    private static Series series(String label, List<@Nullable Day> days, Function<Day, @Nullable Double> value) {
        List<@Nullable Double> values = new ArrayList<>();
        days.forEach(day -> values.add(day == null ? null : value.apply(day)));
        return new Series(label, values);
    }

    /** The service counts transfers and rejections of calls and texts together; there are never more than calls. */
    private static int transferred(Day day) {
        return Math.min(day.transferred(), day.calls());
    }

    private static int rejected(Day day) {
        return Math.min(day.outcomes().getOrDefault("rejected", 0), day.calls() - transferred(day));
    }

    private static int assistants(Day day) {
        return day.calls() - transferred(day) - rejected(day);
    }

    private static @Nullable Double latency(Day day, Function<Latency, Double> which) {
        return day.firstWords() == null ? null : which.apply(day.firstWords());
    }

    private static @Nullable Double cost(Day day, String currency) {
        var cost = day.costs().get(currency);
        return cost == null ? null : cost.doubleValue();
    }

    private static List<String> currencies(List<@Nullable Day> days) {
        return days.stream()
                .filter(day -> day != null)
                .flatMap(day -> day.costs().keySet().stream())
                .distinct()
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    /** Weighed by calls. */
    private static @Nullable Double averageSeconds(List<Day> days) {
        var known = days.stream().filter(day -> day.averageSeconds() != null).toList();
        int calls = known.stream().mapToInt(Day::calls).sum();
        return calls == 0
                ? null
                : known.stream()
                                .mapToDouble(day -> day.averageSeconds() * day.calls())
                                .sum()
                        / calls;
    }

    private static String costs(List<Day> days, Words words) {
        var sums = new TreeMap<String, BigDecimal>();
        days.forEach(day -> day.costs().forEach((currency, cost) -> sums.merge(currency, cost, BigDecimal::add)));
        return sums.isEmpty()
                ? "–"
                : sums.entrySet().stream()
                        .map(sum -> words.formats().money(sum.getValue(), sum.getKey()))
                        .collect(Collectors.joining(" + "));
    }
}
