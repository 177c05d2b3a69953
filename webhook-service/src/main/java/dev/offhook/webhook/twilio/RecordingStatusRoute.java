package dev.offhook.webhook.twilio;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.webhook.ingress.Ingress;
import dev.offhook.webhook.provider.Meaning;

/**
 * A recording changed its state; only one that is there to be heard is an event.
 *
 * @see <a href="https://www.twilio.com/docs/voice/twiml/record#recordingstatuscallback">recordingStatusCallback</a>
 */
@ApplicationScoped
class RecordingStatusRoute implements TwilioRoute {
    private final Ingress ingress;

    RecordingStatusRoute(Ingress ingress) {
        this.ingress = ingress;
    }

    @Override
    public String path() {
        return VoiceDocuments.RECORDING_STATUS;
    }

    @Override
    public Channel.Kind kind() {
        return Channel.Kind.TWILIO_VOICE;
    }

    @Override
    public Meaning meaning(TwilioRequest request, TenantConfiguration tenant) {
        return "completed".equals(request.required("RecordingStatus"))
                ? Recordings.recorded(ingress, tenant, request)
                : new Meaning.Nothing("recording-status");
    }
}
