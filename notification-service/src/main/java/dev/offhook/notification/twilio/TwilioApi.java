package dev.offhook.notification.twilio;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
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
import org.jspecify.annotations.Nullable;

/** Twilio's REST API of 2010-04-01, which is the current one. */
@RegisterRestClient(configKey = "twilio")
@Path("/2010-04-01/Accounts/{account}")
@Produces(MediaType.APPLICATION_JSON)
public interface TwilioApi {

    /**
     * Creates, that is sends, a message. There is no idempotency key: the same call twice is two messages.
     *
     * @param account the {@code AccountSid}
     * @param authorization HTTP Basic of account and auth token
     * @param body at most 1600 characters
     * @param statusCallback where Twilio tells how far it is, null for nowhere
     * @param validityPeriod after so many seconds it is not sent any more, 1 to 36000
     * @return 201; anything from 400 on is a {@link jakarta.ws.rs.WebApplicationException} whose entity is a
     *     {@link TwilioError}
     */
    @POST
    @Path("/Messages.json")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    TwilioMessage create(
            @PathParam("account") String account,
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @FormParam("To") String to,
            @FormParam("From") String from,
            @FormParam("Body") String body,
            @FormParam("StatusCallback") @Nullable String statusCallback,
            @FormParam("ValidityPeriod") int validityPeriod);

    /**
     * The newest messages between two numbers.
     *
     * @param pageSize how many at most, 1 to 1000
     */
    @GET
    @Path("/Messages.json")
    TwilioMessageList list(
            @PathParam("account") String account,
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @QueryParam("To") String to,
            @QueryParam("From") String from,
            @QueryParam("PageSize") int pageSize);

    /** One message. */
    @GET
    @Path("/Messages/{sid}.json")
    TwilioMessage fetch(
            @PathParam("account") String account,
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @PathParam("sid") String sid);
}
