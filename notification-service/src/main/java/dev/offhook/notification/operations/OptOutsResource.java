package dev.offhook.notification.operations;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.offhook.kit.access.Access;
import dev.offhook.kit.access.TenantAccess;
import dev.offhook.notification.api.Queries;
import dev.offhook.notification.api.Queries.Cursor;
import dev.offhook.notification.consent.Consent;
import dev.offhook.notification.consent.Consent.OptedOut;
import dev.offhook.notification.consent.Consent.Source;
import dev.offhook.notification.database.Database;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Who wants no messages of a tenant. */
@Path("/api/tenants/{slug}/opt-outs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class OptOutsResource {
    private final Database database;
    private final Consent consent;
    private final TenantAccess tenants;
    private final Access access;

    OptOutsResource(Database database, Consent consent, TenantAccess tenants, Access access) {
        this.database = database;
        this.consent = consent;
        this.tenants = tenants;
        this.access = access;
    }

    /**
     * A number that wants no messages.
     *
     * @param number E.164
     * @param since when it last said so
     * @param source {@code message}, {@code provider} or {@code api}
     * @param by the user's name where it was the API, the provider where the person wrote
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OptOutView(
            String number,
            Instant since,
            String source,
            @Nullable String by) {}

    /**
     * Numbers, the latest first.
     *
     * @param optOuts at most as many as were asked for
     * @param next the cursor of the next page; null on the last one
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OptOutPage(
            List<OptOutView> optOuts, @Nullable String next) {}

    /**
     * Those who want no messages.
     *
     * @param cursor the {@code next} of the page before
     * @param limit 1 to 200, 50 when it is not given
     */
    @GET
    public OptOutPage list(@PathParam("slug") String slug, @RestQuery String cursor, @RestQuery String limit) {
        tenants.read(slug);
        int most = Queries.limit(limit);
        var after = Queries.cursor(cursor);
        List<OptedOut> found = database.transaction(sql -> consent.page(
                sql, slug, after == null ? null : new OptedOut(after.id(), after.at(), Source.API, null), most + 1));
        var views = found.stream().limit(most).map(OptOutsResource::view).toList();
        var last = views.isEmpty() ? null : views.getLast();
        return new OptOutPage(
                views, found.size() <= most || last == null ? null : new Cursor(last.since(), last.number()).encoded());
    }

    /**
     * From now on nothing is sent to a number.
     *
     * @param number with its country code
     */
    @PUT
    @Path("/{number}")
    public OptOutView add(@PathParam("slug") String slug, @PathParam("number") String number) {
        tenants.change(slug);
        return view(note(slug, Queries.number("number", number), true));
    }

    /**
     * Messages may be sent to a number again, for one who has asked for it. What a provider blocks itself (Twilio, after
     * STOP to its number) only the person can lift, by START.
     *
     * @param number with its country code
     */
    @DELETE
    @Path("/{number}")
    public void remove(@PathParam("slug") String slug, @PathParam("number") String number) {
        tenants.change(slug);
        note(slug, Queries.number("number", number), false);
    }

    private OptedOut note(String slug, String number, boolean optedOut) {
        var now = database.now();
        var word =
                new Consent.Word(slug, number, optedOut, now, Source.API, access.subject(), "api:" + UUID.randomUUID());
        database.transaction(sql -> consent.note(sql, word));
        return new OptedOut(number, now, Source.API, word.by());
    }

    private static OptOutView view(OptedOut one) {
        return new OptOutView(one.number(), one.since(), one.source().name().toLowerCase(Locale.ROOT), one.by());
    }
}
