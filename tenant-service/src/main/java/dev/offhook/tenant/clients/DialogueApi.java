package dev.offhook.tenant.clients;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** dialogue-service's API: docs/conversations-api.md. */
@RegisterRestClient(configKey = "dialogue")
@Path("/api/tenants/{slug}")
@Produces(MediaType.APPLICATION_JSON)
public interface DialogueApi {

    /** Conversations, newest first; what is null does not filter. */
    @GET
    @Path("/conversations")
    ConversationSummary.Page conversations(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @PathParam("slug") String slug,
            @QueryParam("medium") @Nullable String medium,
            @QueryParam("outcome") @Nullable String outcome,
            @QueryParam("from") @Nullable String from,
            @QueryParam("q") @Nullable String words,
            @QueryParam("since") @Nullable String since,
            @QueryParam("until") @Nullable String until,
            @QueryParam("active") @Nullable String active,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") int limit);

    /** One of them. */
    @GET
    @Path("/conversations/{id}")
    Conversation conversation(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @PathParam("slug") String slug,
            @PathParam("id") String id);

    /**
     * Figures by day.
     *
     * @param from the first day, ISO
     * @param to the last day
     */
    @GET
    @Path("/analytics")
    Figures analytics(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @PathParam("slug") String slug,
            @QueryParam("from") String from,
            @QueryParam("to") String to);

    /** What calls have cost this month; 404 without a budget. */
    @GET
    @Path("/budget")
    Budget budget(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("slug") String slug);
}
