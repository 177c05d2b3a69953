package dev.offhook.webhook.twilio;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.webhook.ingress.Ingress;
import dev.offhook.webhook.provider.Meaning;

/**
 * The caller left a message: the action of {@code <Record>}. The caller is thanked, and the call ends.
 *
 * @see <a href="https://www.twilio.com/docs/voice/twiml/record#action">Record's action URL</a>
 */
@ApplicationScoped
class RecordingRoute implements TwilioRoute {
    private final Ingress ingress;
    private final VoiceDocuments documents;

    RecordingRoute(Ingress ingress, VoiceDocuments documents) {
        this.ingress = ingress;
        this.documents = documents;
    }

    @Override
    public String path() {
        return VoiceDocuments.RECORDING;
    }

    @Override
    public Channel.Kind kind() {
        return Channel.Kind.TWILIO_VOICE;
    }

    @Override
    public Meaning meaning(TwilioRequest request, TenantConfiguration tenant) {
        return Recordings.recorded(ingress, tenant, request);
    }

    @Override
    public Response acknowledged(TwilioRequest request, TenantConfiguration tenant) {
        return Twiml.answer(
                documents.farewell(tenant, tenant.assistant().phrases().recorded()));
    }
}
