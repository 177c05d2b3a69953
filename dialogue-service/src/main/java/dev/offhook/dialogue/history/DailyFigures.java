package dev.offhook.dialogue.history;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.dialogue.history.Analytics.Day;
import dev.offhook.dialogue.history.Analytics.Latency;
import dev.offhook.kit.database.Row;
import dev.offhook.kit.database.Sql;

/** Counts conversations by day, with five queries however many there are. */
@ApplicationScoped
class DailyFigures {
    private static final String OF_DAYS = "c.tenant = ? and c.started_at >= ? and c.started_at < ?";

    private static final String DAYS = """
            select (c.started_at at time zone ?)::date as day,
                (count(*) filter (where c.medium = 'CALL'))::int as calls,
                (count(*) filter (where c.medium = 'SMS'))::int as texts,
                (count(*) filter (where c.outcome = 'transferred'))::int as transferred,
                (avg(c.duration_seconds) filter (where c.medium = 'CALL'))::float8 as average_seconds
            from conversation c where\s""" + OF_DAYS + " group by 1 order by 1";

    private static final String OUTCOMES = """
            select (c.started_at at time zone ?)::date as day,
                case when c.status = 'active' then 'active' else coalesce(c.outcome, 'completed') end as name,
                count(*)::int as n
            from conversation c where\s""" + OF_DAYS + " group by 1, 2 order by 1, 2";

    private static final String SOURCES = """
            select (c.started_at at time zone ?)::date as day, t.source as name, count(*)::int as n
            from conversation c join turn t on t.conversation_id = c.id where\s""" + OF_DAYS + " group by 1, 2 order by 1, 2";

    private static final String LATENCIES = """
            select (c.started_at at time zone ?)::date as day,
                percentile_cont(array[0.5, 0.95, 0.99]) within group (order by t.first_words_ms) as p
            from conversation c join turn t on t.conversation_id = c.id
            where t.first_words_ms is not null and\s""" + OF_DAYS + " group by 1";

    /** Only the latest revision counts: each tells the whole cost. */
    private static final String COSTS = """
            select (c.started_at at time zone ?)::date as day, r.currency as name, sum(r.cost) as cost
            from conversation c join lateral (
                select cost, currency from record_revision
                where conversation_id = c.id order by revision desc limit 1) r on r.cost is not null
            where\s""" + OF_DAYS + " group by 1, 2 order by 1, 2";

    private final History history;

    DailyFigures(History history) {
        this.history = history;
    }

    /**
     * The figures of a tenant.
     *
     * @param from the first day
     * @param to the last day
     */
    Analytics of(String tenant, ZoneId zone, LocalDate from, LocalDate to) {
        Object[] parameters = {zone.getId(), tenant, begin(from, zone), begin(to.plusDays(1), zone)};
        return history.ask(sql -> {
            Map<LocalDate, Map<String, Integer>> outcomes = byDay(sql, OUTCOMES, row -> row.number("n"), parameters);
            Map<LocalDate, Map<String, Integer>> sources = byDay(sql, SOURCES, row -> row.number("n"), parameters);
            Map<LocalDate, Map<String, BigDecimal>> costs = byDay(sql, COSTS, row -> row.decimal("cost"), parameters);
            var latencies = new HashMap<LocalDate, Latency>();
            sql.list(
                    "select day, p[1] as p50, p[2] as p95, p[3] as p99 from (" + LATENCIES + ") l",
                    row -> latencies.put(row.date("day"), latency(row)),
                    parameters);
            List<Day> days = sql.list(
                    DAYS,
                    row -> day(
                            row,
                            outcomes.getOrDefault(row.date("day"), Map.of()),
                            sources.getOrDefault(row.date("day"), Map.of()),
                            latencies.get(row.date("day")),
                            costs.getOrDefault(row.date("day"), Map.of())),
                    parameters);
            return new Analytics(zone.getId(), days);
        });
    }

    private static Day day(
            Row row,
            Map<String, Integer> outcomes,
            Map<String, Integer> sources,
            Latency latency,
            Map<String, BigDecimal> costs) {
        int turns = sources.values().stream().mapToInt(Integer::intValue).sum();
        int conversations = row.number("calls") + row.number("texts");
        return new Day(
                row.date("day"),
                row.number("calls"),
                row.number("texts"),
                turns,
                (double) turns / conversations,
                row.fraction("average_seconds"),
                outcomes,
                row.number("transferred"),
                sources,
                latency,
                costs);
    }

    private static Latency latency(Row row) {
        return new Latency(row.fraction("p50"), row.fraction("p95"), row.fraction("p99"));
    }

    private static <V> Map<LocalDate, Map<String, V>> byDay(
            Sql sql, String query, Function<Row, V> value, Object... parameters) {
        var byDay = new HashMap<LocalDate, Map<String, V>>();
        sql.list(
                query,
                row -> byDay.computeIfAbsent(row.date("day"), _ -> new TreeMap<>())
                        .put(row.text("name"), value.apply(row)),
                parameters);
        return byDay;
    }

    private static Instant begin(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }
}
