package dev.offhook.notification.api;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import dev.offhook.events.SmsEvent.Status;
import dev.offhook.events.SmsRequest.Purpose;
import dev.offhook.kit.access.TenantAccess;
import dev.offhook.kit.phone.PhoneNumbers;
import dev.offhook.kit.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.jboss.resteasy.reactive.RestQuery;

/** The messages of a tenant. */
@Path("/api/tenants/{slug}/messages")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TenantMessagesResource {
    private final MessageHistory history;
    private final TenantAccess access;

    TenantMessagesResource(MessageHistory history, TenantAccess access) {
        this.history = history;
        this.access = access;
    }

    /**
     * Messages, newest first.
     *
     * @param status see {@link Status}
     * @param purpose see {@link Purpose}
     * @param to recipient as it was asked for
     * @param conversation that asked for it
     * @param since instant: taken then or later
     * @param until instant: taken before
     * @param cursor the {@code next} of the page before
     * @param limit 1 to 200, 50 when it is not given
     */
    @GET
    public MessagePage messages(
            @PathParam("slug") String slug,
            @RestQuery String status,
            @RestQuery String purpose,
            @RestQuery String to,
            @RestQuery String conversation,
            @RestQuery String since,
            @RestQuery String until,
            @RestQuery String cursor,
            @RestQuery String limit) {
        access.read(slug);
        var filter = new MessageHistory.Filter(
                slug,
                Queries.oneOf("status", status, Status.class),
                Queries.oneOf("purpose", purpose, Purpose.class),
                address(to),
                Queries.text("conversation", conversation),
                Queries.instant("since", since),
                Queries.instant("until", until));
        return history.page(filter, Queries.cursor(cursor), Queries.limit(limit));
    }

    /** A plus that a client has not encoded is a space here. */
    private static String address(String to) {
        String text = Queries.text("to", to);
        return text == null ? null : PhoneNumbers.e164(text).orElse(text);
    }

    /** One message. */
    @GET
    @Path("/{id:.+}")
    public MessageView message(@PathParam("slug") String slug, @PathParam("id") String id) {
        access.read(slug);
        return history.message(slug, id)
                .orElseThrow(() -> ProblemException.notFound("id", "there is no message of this id"));
    }
}
