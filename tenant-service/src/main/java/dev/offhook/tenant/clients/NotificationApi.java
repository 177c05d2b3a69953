package dev.offhook.tenant.clients;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** notification-service's API: docs/notification.md. */
@RegisterRestClient(configKey = "notification")
@Path("/api/tenants/{slug}")
@Produces(MediaType.APPLICATION_JSON)
public interface NotificationApi {

    /** Outgoing messages, newest first; what is null does not filter. */
    @GET
    @Path("/messages")
    Message.Page messages(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @PathParam("slug") String slug,
            @QueryParam("status") @Nullable String status,
            @QueryParam("to") @Nullable String to,
            @QueryParam("conversation") @Nullable String conversation,
            @QueryParam("since") @Nullable String since,
            @QueryParam("until") @Nullable String until,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") int limit);

    /** The queue. */
    @GET
    @Path("/message-queue")
    MessageQueue queue(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("slug") String slug);

    /** Holds all messages back. */
    @POST
    @Path("/message-queue/pause")
    MessageQueue pause(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("slug") String slug);

    /** Lets them go. */
    @POST
    @Path("/message-queue/resume")
    MessageQueue resume(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("slug") String slug);

    /** Refused requests, newest first. */
    @GET
    @Path("/dead-letters")
    DeadLetter.Page deadLetters(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @PathParam("slug") String slug,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") int limit);

    /** Sends them in again. */
    @POST
    @Path("/dead-letters/replay")
    @Consumes(MediaType.APPLICATION_JSON)
    DeadLetter.Replayed replay(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @PathParam("slug") String slug,
            DeadLetter.Replay replay);

    /** Numbers that want no messages, the latest first. */
    @GET
    @Path("/opt-outs")
    OptOut.Page optOuts(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @PathParam("slug") String slug,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") int limit);

    /** From now on nothing is sent to a number. */
    @PUT
    @Path("/opt-outs/{number}")
    OptOut optOut(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @PathParam("slug") String slug,
            @PathParam("number") String number);

    /** Messages may be sent to it again. */
    @DELETE
    @Path("/opt-outs/{number}")
    void optIn(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @PathParam("slug") String slug,
            @PathParam("number") String number);

    /** What messages have cost this month; 404 without a budget. */
    @GET
    @Path("/message-budget")
    Budget budget(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("slug") String slug);
}
