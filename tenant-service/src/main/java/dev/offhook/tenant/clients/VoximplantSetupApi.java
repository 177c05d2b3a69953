package dev.offhook.tenant.clients;

import java.util.List;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/**
 * How a Voximplant account is set up. Ids are numbers, phone numbers have no plus, and an error comes inside an answer
 * of HTTP 200.
 *
 * @see <a href="https://voximplant.com/docs/references/httpapi/rules">Rules</a>
 * @see <a href="https://voximplant.com/docs/references/httpapi/phonenumbers">PhoneNumbers</a>
 */
@RegisterRestClient(configKey = "voximplant")
@Path("/platform_api")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.APPLICATION_JSON)
public interface VoximplantSetupApi {

    /** The account's application of this id. */
    @POST
    @Path("/GetApplications")
    Found<Application> applications(
            @FormParam("account_id") String account,
            @FormParam("api_key") String apiKey,
            @FormParam("application_id") String application);

    /**
     * The rules of an application.
     *
     * @param count at most so many
     */
    @POST
    @Path("/GetRules")
    Found<Rule> rules(
            @FormParam("account_id") String account,
            @FormParam("api_key") String apiKey,
            @FormParam("application_id") String application,
            @FormParam("count") int count);

    /**
     * The account's number, if it has it.
     *
     * @param number without plus
     */
    @POST
    @Path("/GetPhoneNumbers")
    Found<PhoneNumber> numbers(
            @FormParam("account_id") String account,
            @FormParam("api_key") String apiKey,
            @FormParam("phone_number") String number);

    /** What was found, or an error. */
    @RegisterForReflection
    record Found<T>(@Nullable List<T> result, @Nullable Error error) {}

    /**
     * An error.
     *
     * @param code 100 when the key is not the account's, 101 for wrong arguments
     */
    @RegisterForReflection
    record Error(int code, String msg) {}

    /** An application. */
    @RegisterForReflection
    record Application(
            @JsonProperty("application_id") long id,
            @JsonProperty("application_name") String name) {}

    /**
     * A rule.
     *
     * @param pattern which numbers it is for, a regular expression
     */
    @RegisterForReflection
    record Rule(
            @JsonProperty("rule_id") long id,
            @JsonProperty("rule_name") String name,
            @JsonProperty("application_id") long application,
            @JsonProperty("rule_pattern") @Nullable String pattern) {}

    /**
     * A number.
     *
     * @param application the one that it is bound to, null for none
     * @param rule the one that it is bound to, null for none
     * @param deactivated true when its subscription is frozen
     * @param canceled true when it is given up
     * @param smsCallback where its incoming messages go, null for the account's address
     */
    @RegisterForReflection
    record PhoneNumber(
            @JsonProperty("phone_number") String number,
            @JsonProperty("application_id") @Nullable Long application,
            @JsonProperty("rule_id") @Nullable Long rule,
            boolean deactivated,
            boolean canceled,
            @JsonProperty("is_sms_enabled") boolean smsEnabled,

            @JsonProperty("incoming_sms_callback_url") @Nullable
            String smsCallback) {}
}
