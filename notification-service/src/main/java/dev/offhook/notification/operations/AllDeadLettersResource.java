package dev.offhook.notification.operations;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import dev.offhook.kit.access.Access;
import dev.offhook.notification.operations.DeadLetterView.Page;
import dev.offhook.notification.operations.DeadLetterView.Replay;
import dev.offhook.notification.operations.DeadLetterView.Replayed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.jboss.resteasy.reactive.RestQuery;

/** Requests that were refused, also those that do not say whose they are; for the platform's admins. */
@Path("/api/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AllDeadLettersResource {
    private final DeadLetters deadLetters;
    private final Access access;

    AllDeadLettersResource(DeadLetters deadLetters, Access access) {
        this.deadLetters = deadLetters;
        this.access = access;
    }

    /**
     * Dead letters, newest first.
     *
     * @param cursor the {@code next} of the page before
     * @param limit 1 to 200, 50 when it is not given
     */
    @GET
    public Page list(@RestQuery String cursor, @RestQuery String limit) {
        access.requirePlatformAdmin();
        return DeadLetterPages.page(deadLetters, null, cursor, limit);
    }

    /** Sends one in again, or several; each is one message however often this is asked for. */
    @POST
    @Path("/replay")
    @Consumes(MediaType.APPLICATION_JSON)
    public Replayed replay(Replay replay) {
        access.requirePlatformAdmin();
        return deadLetters.replay(null, DeadLetterPages.ids(replay));
    }
}
