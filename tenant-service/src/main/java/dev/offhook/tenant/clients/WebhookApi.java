package dev.offhook.tenant.clients;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** webhook-service's API: docs/webhooks.md. */
@RegisterRestClient(configKey = "webhook")
@Path("/api/tenants/{slug}")
@Produces(MediaType.APPLICATION_JSON)
public interface WebhookApi {

    /** The addresses of the tenant's channels. */
    @GET
    @Path("/webhooks")
    WebhookAddresses webhooks(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("slug") String slug);

    /**
     * The tenant's VoxEngine scenario as JavaScript; 404 without a Voximplant voice channel.
     *
     * @param mode {@code voice} or {@code greeting}
     */
    @GET
    @Path("/voximplant/scenario")
    @Produces("text/javascript")
    String scenario(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @PathParam("slug") String slug,
            @QueryParam("mode") String mode);

    /** The next step of a simulated call, or its first. */
    @POST
    @Path("/test-calls")
    @Consumes(MediaType.APPLICATION_JSON)
    TestCall.Said step(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @PathParam("slug") String slug,
            TestCall.Step step);

    /** The caller hangs up. */
    @DELETE
    @Path("/test-calls/{call}")
    void hangUp(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @PathParam("slug") String slug,
            @PathParam("call") String call);
}
