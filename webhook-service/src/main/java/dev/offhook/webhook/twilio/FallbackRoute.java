package dev.offhook.webhook.twilio;

import java.util.Set;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.webhook.ingress.AwaitedTurn;
import dev.offhook.webhook.ingress.Ingress;
import dev.offhook.webhook.provider.Meaning;
import org.jboss.logging.Logger;

/**
 * Another address of ours failed, and Twilio asks what to do with the call: the Fallback URL of a number. Needs neither
 * Kafka nor the dialogue. A call in progress is apologised to and listened to again, once; any other gets the last
 * resort.
 *
 * @see <a href="https://www.twilio.com/docs/usage/webhooks/voice-webhooks">Voice webhooks</a>
 */
@ApplicationScoped
class FallbackRoute implements TwilioRoute {
    private static final Logger LOG = Logger.getLogger(FallbackRoute.class);
    private static final Set<String> ON_THE_LINE = Set.of("in-progress", "ringing");
    private static final Pattern CODE = Pattern.compile("[0-9]{1,6}");
    private static final Pattern ROUTE = Pattern.compile("https?://[^/?#]*((?:/t/[a-z0-9-]+)?/webhook/[a-z-]+).*");

    private final Ingress ingress;
    private final VoiceDocuments documents;

    FallbackRoute(Ingress ingress, VoiceDocuments documents) {
        this.ingress = ingress;
        this.documents = documents;
    }

    @Override
    public String path() {
        return "/webhook/fallback";
    }

    @Override
    public Channel.Kind kind() {
        return Channel.Kind.TWILIO_VOICE;
    }

    @Override
    public Meaning meaning(TwilioRequest request, TenantConfiguration tenant) {
        LOG.warnf(
                "Twilio fell back: tenant=%s call=%s error=%s route=%s",
                tenant.slug(),
                request.conversation(),
                request.parameter("ErrorCode")
                        .filter(code -> CODE.matcher(code).matches())
                        .orElse("none"),
                request.parameter("ErrorUrl").map(FallbackRoute::route).orElse("none"));
        return new Meaning.Nothing("fallback");
    }

    @Override
    public Response acknowledged(TwilioRequest request, TenantConfiguration tenant) {
        var call = new AwaitedTurn(
                tenant,
                request.conversation(),
                request.conversation() + ":fallback",
                request.traceparent(),
                null,
                request.language().orElse(null));
        boolean onTheLine =
                request.parameter("CallStatus").filter(ON_THE_LINE::contains).isPresent();
        var answer = onTheLine ? ingress.apologyOrLastResort(call) : ingress.lastResort(tenant);
        return Twiml.answer(documents.answer(request.prefix(), call, answer, false, false));
    }

    // What else stands in the URL is not for a log.
    private static String route(String url) {
        var route = ROUTE.matcher(url);
        return route.matches() ? route.group(1) : "not ours";
    }
}
