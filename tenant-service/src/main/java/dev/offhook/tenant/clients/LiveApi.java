package dev.offhook.tenant.clients;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.mutiny.Multi;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.client.SseEvent;

/** What happens now, as dialogue-service tells it: docs/conversations-api.md. */
@RegisterRestClient(configKey = "dialogue-live")
@Path("/api/tenants/{slug}")
@Produces(MediaType.SERVER_SENT_EVENTS)
public interface LiveApi {

    /** All conversations of a tenant. */
    @GET
    @Path("/live")
    Multi<SseEvent<String>> live(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("slug") String slug);

    /** One of them. */
    @GET
    @Path("/conversations/{id}/events")
    Multi<SseEvent<String>> events(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @PathParam("slug") String slug,
            @PathParam("id") String id);
}
