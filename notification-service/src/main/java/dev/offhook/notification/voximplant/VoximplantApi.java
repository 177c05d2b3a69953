package dev.offhook.notification.voximplant;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/**
 * Voximplant's Management API. Numbers have no plus; an error comes inside an answer of HTTP 200.
 *
 * @see <a href="https://voximplant.com/docs/references/httpapi/sms">SMS</a>
 */
@RegisterRestClient(configKey = "voximplant")
@Path("/platform_api")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.APPLICATION_JSON)
public interface VoximplantApi {

    /**
     * Sends a message from a number that can do both directions. There is no idempotency key.
     *
     * @param body at most 765 characters
     * @param storeBody true: the history tells the words, without which a lost answer cannot be looked up
     */
    @POST
    @Path("/SendSmsMessage")
    SmsSent send(
            @FormParam("account_id") String account,
            @FormParam("api_key") String apiKey,
            @FormParam("source") String source,
            @FormParam("destination") String destination,
            @FormParam("sms_body") String body,
            @FormParam("store_body") boolean storeBody);

    /**
     * Sends a message from a sender's name that support has registered. There is no idempotency key.
     *
     * @param text at most 1600 characters
     */
    @POST
    @Path("/A2PSendSms")
    A2pSent sendA2p(
            @FormParam("account_id") String account,
            @FormParam("api_key") String apiKey,
            @FormParam("src_number") String source,
            @FormParam("dst_numbers") String destinations,
            @FormParam("text") String text,
            @FormParam("store_body") boolean storeBody);

    /**
     * Messages of two-way numbers.
     *
     * @param direction {@code OUT} for those that were sent
     * @param from {@code yyyy-MM-dd HH:mm:ss}, UTC
     * @param count at most 1000
     */
    @POST
    @Path("/GetSmsHistory")
    SmsHistory history(
            @FormParam("account_id") String account,
            @FormParam("api_key") String apiKey,
            @FormParam("source_number") String source,
            @FormParam("destination_number") String destination,
            @FormParam("direction") String direction,
            @FormParam("from_date") String from,
            @FormParam("count") int count);

    /**
     * Messages of senders' names.
     *
     * @param from {@code yyyy-MM-dd HH:mm:ss}, UTC
     * @param count at most 1000
     */
    @POST
    @Path("/A2PGetSmsHistory")
    SmsHistory historyA2p(
            @FormParam("account_id") String account,
            @FormParam("api_key") String apiKey,
            @FormParam("source_number") String source,
            @FormParam("destination_number") String destination,
            @FormParam("from_date") String from,
            @FormParam("count") int count);
}
