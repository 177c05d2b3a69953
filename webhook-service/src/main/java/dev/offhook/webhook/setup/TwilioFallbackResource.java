package dev.offhook.webhook.setup;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;

import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.kit.access.TenantAccess;
import dev.offhook.kit.problem.ProblemException;

/** The tenant's TwiML for a total outage. */
@Path("/api/tenants/{slug}/twilio/fallback")
public class TwilioFallbackResource {
    private final TenantAccess access;

    TwilioFallbackResource(TenantAccess access) {
        this.access = access;
    }

    /**
     * The document of a TwiML Bin.
     *
     * @throws ProblemException 404 for a tenant without a Twilio voice channel
     */
    @GET
    @Produces("text/xml;charset=utf-8")
    public String fallback(@PathParam("slug") String slug) {
        var tenant = access.read(slug);
        if (tenant.channel(Channel.Kind.TWILIO_VOICE).isEmpty()) {
            throw ProblemException.notFound("tenant", "tenant " + slug + " has no channel twilio-voice");
        }
        return TwilioFallback.document(tenant);
    }
}
