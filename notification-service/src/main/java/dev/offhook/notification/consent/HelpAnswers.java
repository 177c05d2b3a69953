package dev.offhook.notification.consent;

import java.time.Clock;
import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.TenantConfiguration;
import dev.offhook.kit.database.Sql;

/** The answers to HELP: whoever asks gets one, also one who wants no messages otherwise. */
@ApplicationScoped
public class HelpAnswers {
    private static final String RUSSIAN = "ru";

    private final Clock clock = Clock.systemUTC();

    /** Whether a request is such an answer. */
    public boolean is(Sql sql, String requestId) {
        return sql.first(
                        "select true as found from help_answer where request_id = ?",
                        row -> row.truth("found"),
                        requestId)
                .isPresent();
    }

    /** Notes that a request, which is still to be made, is such an answer. */
    void note(Sql sql, String requestId) {
        sql.update(
                "insert into help_answer (request_id, created_at) values (?, ?) on conflict do nothing",
                requestId,
                clock.instant());
    }

    /** What HELP is answered with: the tenant's words, else the platform's in Russian or English. */
    static String words(TenantConfiguration tenant) {
        if (tenant.messaging().help() != null) {
            return tenant.messaging().help();
        }
        return Locale.forLanguageTag(tenant.locale()).getLanguage().equals(RUSSIAN)
                ? "Это сообщения от «" + tenant.name() + "». Ответьте СТОП, и их больше не будет; СТАРТ вернёт их."
                : "These are messages of " + tenant.name() + ". Reply STOP to get no more, START to get them again.";
    }
}
