package dev.offhook.webhook.twilio;

import dev.offhook.events.CallEvent.CallRecorded;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.Topic;
import dev.offhook.webhook.ingress.Ingress;
import dev.offhook.webhook.ingress.TurnEvent;
import dev.offhook.webhook.provider.Meaning;

/** A recording, whichever callback tells of it first: its id names the event, so that it counts once. */
final class Recordings {
    private Recordings() {}

    static Meaning recorded(Ingress ingress, TenantConfiguration tenant, TwilioRequest request) {
        String conversation = request.conversation();
        String url = request.required("RecordingUrl");
        String id = TurnEvent.unnumbered(
                conversation, request.parameter("RecordingSid").orElse(url), CallRecorded.class);
        var recorded = new CallRecorded(
                url,
                request.parameter("RecordingDuration")
                        .flatMap(TwilioRequest::count)
                        .orElse(null));
        return Meaning.Happened.one(
                Topic.CALL_EVENTS, ingress.envelope(tenant, conversation, id, request.traceparent(), recorded));
    }
}
