package dev.offhook.webhook.twilio;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.CallEvent.RecordingTranscribed;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.Topic;
import dev.offhook.webhook.ingress.Ingress;
import dev.offhook.webhook.ingress.TurnEvent;
import dev.offhook.webhook.provider.Meaning;

/**
 * The words of a recording.
 *
 * @see <a href="https://www.twilio.com/docs/voice/twiml/record#transcribecallback">transcribeCallback</a>
 */
@ApplicationScoped
class TranscriptionRoute implements TwilioRoute {
    private final Ingress ingress;

    TranscriptionRoute(Ingress ingress) {
        this.ingress = ingress;
    }

    @Override
    public String path() {
        return "/webhook/transcription";
    }

    @Override
    public Channel.Kind kind() {
        return Channel.Kind.TWILIO_VOICE;
    }

    @Override
    public Meaning meaning(TwilioRequest request, TenantConfiguration tenant) {
        String conversation = request.conversation();
        var text = request.parameter("TranscriptionText");
        if (!"completed".equals(request.required("TranscriptionStatus")) || text.isEmpty()) {
            return new Meaning.Nothing("transcription-failed");
        }
        String url = request.required("RecordingUrl");
        String id = TurnEvent.unnumbered(
                conversation, request.parameter("TranscriptionSid").orElse(url), RecordingTranscribed.class);
        return Meaning.Happened.one(
                Topic.CALL_EVENTS,
                ingress.envelope(
                        tenant, conversation, id, request.traceparent(), new RecordingTranscribed(url, text.get())));
    }
}
