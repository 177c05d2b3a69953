package dev.offhook.notification.limits;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.kit.database.Sql;
import org.jspecify.annotations.Nullable;

/**
 * What a message uses up: its text, a place in the day's number, money. It is taken before the provider is asked, and
 * then spent or given back, each once. Locks are taken in this order: text, day, money.
 */
@ApplicationScoped
public class Charges {

    /**
     * A day's or a month's account.
     *
     * @param tenant slug
     * @param day of the tenant's zone
     */
    public record Account(String tenant, LocalDate day) {
        private LocalDate month() {
            return day.withDayOfMonth(1);
        }
    }

    /**
     * Claims a text for a message.
     *
     * @return false when another message had the same text for the same recipient within the window
     */
    public boolean takeText(
            Sql sql, String requestId, String tenant, String recipient, String body, Duration window, Instant now) {
        return sql.update("""
                        insert into recent_text as t (tenant, recipient, text_hash, request_id, sent_at)
                        values (?, ?, ?, ?, ?)
                        on conflict (tenant, recipient, text_hash) do update
                            set request_id = excluded.request_id, sent_at = excluded.sent_at
                        where t.request_id = excluded.request_id or t.sent_at <= ?""", tenant, recipient, hash(body), requestId, now, now.minus(window)) == 1;
    }

    /**
     * Counts a message.
     *
     * @param most how many the day may have
     * @return false when it has them
     */
    public boolean takeDay(Sql sql, Account account, int most) {
        return sql.update("""
                        insert into daily_messages as d (tenant, day, messages) values (?, ?, 1)
                        on conflict (tenant, day) do update set messages = d.messages + 1 where d.messages < ?""", account.tenant(), account.day(), most) == 1;
    }

    /**
     * Reserves money.
     *
     * @param most what the month may cost, null for any sum
     * @return false when it would cost more
     */
    public boolean takeMoney(Sql sql, Account account, String currency, BigDecimal cost, @Nullable BigDecimal most) {
        return sql.update("""
                        insert into sms_spending as s (tenant, month, currency, spent, reserved)
                        select cast(? as text), cast(? as date), cast(? as text), 0, cast(? as numeric)
                        where cast(? as numeric) is null or cast(? as numeric) <= cast(? as numeric)
                        on conflict (tenant, month, currency) do update set reserved = s.reserved + excluded.reserved
                        where cast(? as numeric) is null
                            or s.spent + s.reserved + excluded.reserved <= cast(? as numeric)""", account.tenant(), account.month(), currency, cost, most, cost, most, most, most) == 1;
    }

    /** Notes what a message has taken. */
    public void note(
            Sql sql,
            String requestId,
            Account account,
            boolean counted,
            @Nullable String currency,
            @Nullable BigDecimal cost) {
        sql.update(
                """
                insert into sms_charge (request_id, tenant, day, month, currency, cost) values (?, ?, ?, ?, ?, ?)
                on conflict (request_id) do nothing""",
                requestId,
                account.tenant(),
                counted ? account.day() : null,
                cost == null ? null : account.month(),
                currency,
                cost);
    }

    /** Gives back what a message has taken; nothing when it has taken nothing. */
    public void giveBack(Sql sql, String requestId) {
        sql.update("delete from recent_text where request_id = ?", requestId);
        sql.update("""
                with charge as (select * from sms_charge where request_id = ?)
                update daily_messages d set messages = d.messages - 1 from charge
                where d.tenant = charge.tenant and d.day = charge.day and d.messages > 0""", requestId);
        money(sql, requestId, "reserved = s.reserved - charge.cost");
    }

    /** What a message has reserved is spent. */
    public void spend(Sql sql, String requestId) {
        money(sql, requestId, "reserved = s.reserved - charge.cost, spent = s.spent + charge.cost");
    }

    private static void money(Sql sql, String requestId, String change) {
        sql.update("""
                with charge as (delete from sms_charge where request_id = ? returning *)
                update sms_spending s set %s from charge
                where s.tenant = charge.tenant and s.month = charge.month and s.currency = charge.currency""".formatted(change), requestId);
    }

    private static String hash(String body) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
