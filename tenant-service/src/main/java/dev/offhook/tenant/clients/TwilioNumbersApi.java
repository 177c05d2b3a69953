package dev.offhook.tenant.clients;

import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a Twilio account.
 *
 * @see <a href="https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource">IncomingPhoneNumber</a>
 */
@RegisterRestClient(configKey = "twilio")
@Path("/2010-04-01/Accounts/{account}/IncomingPhoneNumbers.json")
@Produces(MediaType.APPLICATION_JSON)
public interface TwilioNumbersApi {

    /**
     * The numbers of an account that are this one.
     *
     * @param authorization HTTP Basic of account and auth token
     * @param number E.164
     * @param pageSize 1 to 1000
     */
    @GET
    Numbers numbers(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @PathParam("account") String account,
            @QueryParam("PhoneNumber") String number,
            @QueryParam("PageSize") int pageSize);

    /** A page of numbers. */
    @RegisterForReflection
    record Numbers(@JsonProperty("incoming_phone_numbers") List<Number> numbers) {
        public Numbers {
            numbers = numbers == null ? List.of() : numbers;
        }
    }

    /**
     * A number. An application, or a trunk, takes the place of the URLs.
     *
     * @param voiceUrl called for a call
     * @param smsUrl called for a message
     */
    @RegisterForReflection
    record Number(
            @JsonProperty("phone_number") String number,
            @JsonProperty("voice_url") @Nullable String voiceUrl,
            @JsonProperty("voice_method") @Nullable String voiceMethod,
            @JsonProperty("voice_application_sid") @Nullable String voiceApplication,
            @JsonProperty("trunk_sid") @Nullable String trunk,
            @JsonProperty("status_callback") @Nullable String statusCallback,
            @JsonProperty("sms_url") @Nullable String smsUrl,
            @JsonProperty("sms_method") @Nullable String smsMethod,
            @JsonProperty("sms_application_sid") @Nullable String smsApplication,
            @Nullable Capabilities capabilities) {}

    /** What a number can do. */
    @RegisterForReflection
    record Capabilities(boolean voice, boolean sms) {}
}
