package dev.offhook.webhook.twilio;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.webhook.provider.Meaning;

/**
 * What a recogniser has heard so far. The whole utterance comes to the action of {@code <Gather>}; a part of it is
 * nothing to answer, and nothing to store.
 *
 * @see <a href="https://www.twilio.com/docs/voice/twiml/gather#partialresultcallback">partialResultCallback</a>
 */
@ApplicationScoped
class PartialRoute implements TwilioRoute {

    @Override
    public String path() {
        return "/webhook/partial";
    }

    @Override
    public Channel.Kind kind() {
        return Channel.Kind.TWILIO_VOICE;
    }

    @Override
    public Meaning meaning(TwilioRequest request, TenantConfiguration tenant) {
        return new Meaning.Nothing("partial-speech");
    }
}
