package dev.offhook.notification.operations;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import dev.offhook.kit.access.TenantAccess;
import dev.offhook.notification.operations.DeadLetterView.Page;
import dev.offhook.notification.operations.DeadLetterView.Replay;
import dev.offhook.notification.operations.DeadLetterView.Replayed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.jboss.resteasy.reactive.RestQuery;

/** Requests of a tenant that were refused. */
@Path("/api/tenants/{slug}/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DeadLettersResource {
    private final DeadLetters deadLetters;
    private final TenantAccess tenants;

    DeadLettersResource(DeadLetters deadLetters, TenantAccess tenants) {
        this.deadLetters = deadLetters;
        this.tenants = tenants;
    }

    /**
     * Dead letters, newest first.
     *
     * @param cursor the {@code next} of the page before
     * @param limit 1 to 200, 50 when it is not given
     */
    @GET
    public Page list(@PathParam("slug") String slug, @RestQuery String cursor, @RestQuery String limit) {
        tenants.read(slug);
        return DeadLetterPages.page(deadLetters, slug, cursor, limit);
    }

    /** Sends one in again, or several; each is one message however often this is asked for. */
    @POST
    @Path("/replay")
    @Consumes(MediaType.APPLICATION_JSON)
    public Replayed replay(@PathParam("slug") String slug, Replay replay) {
        tenants.change(slug);
        return deadLetters.replay(slug, DeadLetterPages.ids(replay));
    }
}
