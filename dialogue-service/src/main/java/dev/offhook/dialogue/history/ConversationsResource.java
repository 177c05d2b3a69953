package dev.offhook.dialogue.history;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import dev.offhook.events.ConversationRecord.Medium;
import dev.offhook.events.ConversationRecord.Outcome;
import dev.offhook.kit.access.TenantAccess;
import dev.offhook.kit.phone.PhoneNumbers;
import dev.offhook.kit.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.jboss.resteasy.reactive.RestQuery;

/** Conversations of a tenant, and their figures by day. */
@Path("/api/tenants/{slug}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ConversationsResource {
    private static final int MOST = 200;
    private static final int USUAL = 50;
    private static final int LONGEST_WORDS = 200;
    private static final int MOST_DAYS = 366;
    private static final int USUAL_DAYS = 7;

    private final History history;
    private final DailyFigures figures;
    private final TenantAccess access;
    private final Clock clock = Clock.systemUTC();

    ConversationsResource(History history, DailyFigures figures, TenantAccess access) {
        this.history = history;
        this.figures = figures;
        this.access = access;
    }

    /**
     * Conversations, newest first.
     *
     * @param medium {@code call} or {@code sms}
     * @param outcome see {@link Outcome}
     * @param from the caller's number
     * @param q a piece of what was said or answered
     * @param since instant: began then or later
     * @param until instant: began before
     * @param active {@code true} for those that go on
     * @param cursor the {@code next} of the page before
     * @param limit 1 to 200, 50 when it is not given
     */
    @GET
    @Path("/conversations")
    public ConversationPage conversations(
            @PathParam("slug") String slug,
            @RestQuery String medium,
            @RestQuery String outcome,
            @RestQuery String from,
            @RestQuery String q,
            @RestQuery String since,
            @RestQuery String until,
            @RestQuery String active,
            @RestQuery String cursor,
            @RestQuery String limit) {
        access.read(slug);
        return history.page(new ConversationFilter(
                slug,
                Queries.oneOf("medium", medium, Medium.class),
                Queries.oneOf("outcome", outcome, Outcome.class),
                number(from),
                Queries.text("q", q, LONGEST_WORDS),
                Queries.instant("since", since),
                Queries.instant("until", until),
                Queries.truth("active", active),
                Cursor.of(cursor),
                Queries.between("limit", limit, 1, MOST, USUAL)));
    }

    /** One conversation with its turns. */
    @GET
    @Path("/conversations/{id}")
    public ConversationView conversation(@PathParam("slug") String slug, @PathParam("id") String id) {
        access.read(slug);
        return history.conversation(slug, id)
                .orElseThrow(() -> ProblemException.notFound("id", "there is no conversation of this id"));
    }

    /**
     * Figures by day of the tenant's zone.
     *
     * @param from the first day; six days before {@code to} when it is not given
     * @param to the last day; today when it is not given
     */
    @GET
    @Path("/analytics")
    public Analytics analytics(@PathParam("slug") String slug, @RestQuery String from, @RestQuery String to) {
        var tenant = access.read(slug);
        ZoneId zone = Optional.ofNullable(tenant.timeZone()).orElse(ZoneOffset.UTC);
        LocalDate last = Queries.day("to", to, LocalDate.ofInstant(clock.instant(), zone));
        LocalDate first = Queries.day("from", from, last.minusDays(USUAL_DAYS - 1));
        if (first.isAfter(last)) {
            throw ProblemException.badRequest("from", "is after 'to'");
        }
        if (ChronoUnit.DAYS.between(first, last) >= MOST_DAYS) {
            throw ProblemException.badRequest("from", "is more than " + MOST_DAYS + " days before 'to'");
        }
        return figures.of(slug, zone, first, last);
    }

    /** What is no number of the world (a short code, {@code anonymous}) is looked for as it is. */
    private static String number(String from) {
        String text = Queries.text("from", from, LONGEST_WORDS);
        return text == null ? null : PhoneNumbers.e164(text).orElse(text);
    }
}
