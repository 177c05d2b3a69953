package dev.offhook.tenant.refusals;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

import dev.offhook.events.Envelope;
import dev.offhook.events.EventJson;
import dev.offhook.events.RequestRefused;
import dev.offhook.kit.database.DatabaseException;
import dev.offhook.kit.database.Row;
import dev.offhook.kit.database.Sql;
import io.agroal.api.AgroalDataSource;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The refused requests that are kept: the last ones of each tenant. */
@ApplicationScoped
public class Refusals {
    private static final int MOST_SHOWN = 50;

    private final AgroalDataSource database;
    private final RefusalsConfiguration configuration;
    private final Clock clock = Clock.systemUTC();

    @Inject
    Refusals(AgroalDataSource database, RefusalsConfiguration configuration) {
        this.database = database;
        this.configuration = configuration;
    }

    /**
     * The last refusals that have to do with a tenant, newest first.
     *
     * @param slug the tenant's
     * @param accounts the provider's accounts of its channels: refused requests that named one of them belong to it,
     *     even if nobody could say so
     * @param numbers its numbers, masked: the same
     */
    @Transactional
    public List<Refusal> of(String slug, Collection<String> accounts, Collection<String> numbers) {
        return with(sql -> sql.list(
                """
                        select tenant, refused_at, data from refusal
                        where refused_at > ?
                          and (tenant = ? or (tenant = ? and (account = any (?) or number = any (?))))
                        order by refused_at desc limit ?""",
                Refusals::refusal,
                clock.instant().minus(configuration.keptFor()),
                slug,
                Refusal.UNKNOWN,
                accounts,
                numbers,
                MOST_SHOWN));
    }

    /** Keeps one; the same event again changes nothing. */
    @Transactional
    public void keep(Envelope<?> envelope, RequestRefused refused) {
        if (envelope.time().isBefore(clock.instant().minus(configuration.keptFor()))) {
            return;
        }
        with(sql -> sql.update(
                """
                insert into refusal (event_id, tenant, refused_at, channel, account, number, data)
                values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing""",
                envelope.id(),
                envelope.tenant(),
                envelope.time(),
                refused.channel() == null ? null : refused.channel().id(),
                refused.account(),
                refused.number(),
                new String(EventJson.write(refused), UTF_8)));
    }

    /** When the newest that is kept happened; the beginning of time when there is none. */
    @Transactional
    public Instant newest() {
        return with(sql -> sql.first(
                        "select coalesce(max(refused_at), 'epoch') as newest from refusal",
                        row -> row.instant("newest"))
                .orElse(Instant.EPOCH));
    }

    /** Deletes what is too old, and of each tenant what is too much. */
    @Transactional
    public int clean() {
        return with(
                sql -> sql.update("""
                        delete from refusal where refused_at < ? or event_id in (
                            select event_id from (
                                select event_id, row_number() over (partition by tenant order by refused_at desc) as n
                                from refusal) numbered
                            where n > ?)""", clock.instant().minus(configuration.keptFor()), configuration.keptPerTenant()));
    }

    private <T> T with(Function<Sql, T> work) {
        try (var connection = database.getConnection()) {
            return work.apply(new Sql(connection));
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    private static Refusal refusal(Row row) {
        var event = EventJson.read(
                EventJson.typeOf(RequestRefused.class), row.text("data").getBytes(UTF_8));
        return new Refusal(row.text("tenant"), row.instant("refused_at"), (RequestRefused) event);
    }
}
