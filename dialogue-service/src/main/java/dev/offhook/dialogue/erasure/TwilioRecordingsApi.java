package dev.offhook.dialogue.erasure;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** Recordings in Twilio's REST API of 2010-04-01. */
@RegisterRestClient(configKey = "twilio")
@Path("/2010-04-01/Accounts/{account}")
interface TwilioRecordingsApi {

    /**
     * Deletes a recording.
     *
     * @param account the {@code AccountSid}
     * @param recording its sid, {@code RE…}
     * @param authorization HTTP Basic of account and auth token
     * @throws jakarta.ws.rs.WebApplicationException from 400 on; 404 when there is no such recording
     */
    @DELETE
    @Path("/Recordings/{recording}.json")
    void delete(
            @PathParam("account") String account,
            @PathParam("recording") String recording,
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization);
}
