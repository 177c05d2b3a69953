package dev.offhook.webhook.twilio;

import jakarta.ws.rs.core.Response;

import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.kit.problem.ProblemException;
import dev.offhook.webhook.provider.Meaning;

/** One address that Twilio posts to. */
interface TwilioRoute {

    /** Its path, e.g. {@code /webhook/call}. */
    String path();

    /** Which of a tenant's channels it belongs to. */
    Channel.Kind kind();

    /**
     * True where the tenant is found by a number of ours alone: what happens there is for the number that was dialled or
     * written to. Elsewhere the call or the account tells it too.
     */
    default boolean byNumberAlone() {
        return false;
    }

    /**
     * What a request means.
     *
     * @throws ProblemException 400 that names a parameter that is missing
     */
    Meaning meaning(TwilioRequest request, TenantConfiguration tenant);

    /** The answer once Kafka has what the request told. */
    default Response acknowledged(TwilioRequest request, TenantConfiguration tenant) {
        return Response.noContent().build();
    }
}
