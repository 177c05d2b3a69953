package dev.offhook.webhook.twilio;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

import dev.offhook.events.CallEvent;
import dev.offhook.events.CallEvent.CallEnded;
import dev.offhook.events.Reply;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.Topic;
import dev.offhook.webhook.ingress.AwaitedTurn;
import dev.offhook.webhook.ingress.Ingress;
import dev.offhook.webhook.ingress.TurnEvent;
import dev.offhook.webhook.provider.Meaning;
import dev.offhook.webhook.replies.Answer;
import dev.offhook.webhook.twilio.RelayDocuments.Again;
import dev.offhook.webhook.twilio.relay.Handoff;
import dev.offhook.webhook.twilio.relay.RelayParameters;
import io.micrometer.core.instrument.MeterRegistry;
import org.jboss.logging.Logger;

/**
 * A session has ended: the action of {@code <Connect>}. We ended it to do something else with the call; the caller hung
 * up; or it broke off, and the call goes on in a new one, without a second greeting.
 *
 * @see <a href="https://www.twilio.com/docs/voice/conversationrelay/conversationrelay-noun">ConversationRelay</a>
 */
@ApplicationScoped
class RelayDoneRoute implements TwilioRoute {
    private static final Logger LOG = Logger.getLogger(RelayDoneRoute.class);
    private static final int MOST_FAILURES = 2;

    // A session that has lasted so long did work: what ends it is no failure to connect.
    private static final int WORKED_SECONDS = 30;

    private final Ingress ingress;
    private final VoiceDocuments documents;
    private final RelayDocuments relay;
    private final RelayCalls calls;
    private final MeterRegistry metrics;

    RelayDoneRoute(
            Ingress ingress, VoiceDocuments documents, RelayDocuments relay, RelayCalls calls, MeterRegistry metrics) {
        this.ingress = ingress;
        this.documents = documents;
        this.relay = relay;
        this.calls = calls;
        this.metrics = metrics;
    }

    @Override
    public String path() {
        return RelayDocuments.DONE;
    }

    @Override
    public Channel.Kind kind() {
        return Channel.Kind.TWILIO_VOICE;
    }

    @Override
    public Meaning meaning(TwilioRequest request, TenantConfiguration tenant) {
        String conversation = request.conversation();
        if (!hungUp(request)) {
            return new Meaning.Happened(List.of());
        }
        var ended = new CallEnded(
                "completed",
                request.parameter("CallDuration")
                        .or(() -> request.parameter("SessionDuration"))
                        .flatMap(TwilioRequest::count)
                        .orElse(null));
        String id = TurnEvent.unnumbered(conversation, "end", CallEnded.class);
        return Meaning.Happened.one(
                Topic.CALL_EVENTS, ingress.envelope(tenant, conversation, id, request.traceparent(), ended));
    }

    @Override
    public Response acknowledged(TwilioRequest request, TenantConfiguration tenant) {
        return Twiml.answer(hungUp(request) ? Twiml.document(List.of()) : next(request, tenant));
    }

    private static boolean hungUp(TwilioRequest request) {
        return request.parameter("SessionStatus").filter("completed"::equals).isPresent();
    }

    private String next(TwilioRequest request, TenantConfiguration tenant) {
        var handoff = request.parameter("SessionStatus").filter("ended"::equals).isPresent()
                ? request.parameter("HandoffData").flatMap(Handoff::read).orElse(null)
                : null;
        return switch (handoff) {
            case null -> failed(request, tenant);
            case Handoff.Transfer transfer ->
                goOn(request, tenant, new Reply.Transfer(0, transfer.number(), transfer.timeoutSeconds()));
            case Handoff.Record recording -> goOn(request, tenant, new Reply.Record(0, recording.maxSeconds()));
            case Handoff.HangUp() -> documents.hangUp();
            case Handoff.Resume resume -> again(request, tenant, 0, parameters(resume));
        };
    }

    private String again(
            TwilioRequest request, TenantConfiguration tenant, int failures, Map<String, String> parameters) {
        count("again");
        return relay.streams(tenant, request.conversation())
                ? relay.again(
                        request.prefix(), tenant, new Again(request.language().orElse(null), failures, parameters))
                : listen(request, tenant);
    }

    // Request by request, and without a word: the caller has heard enough of it.
    private String listen(TwilioRequest request, TenantConfiguration tenant) {
        return goOn(request, tenant, new Reply.Listen(0, 0, request.language().orElse(null)));
    }

    private String goOn(TwilioRequest request, TenantConfiguration tenant, Reply.Action action) {
        String conversation = request.conversation();
        String id = TurnEvent.unnumbered(conversation, "relay", CallEvent.Turn.class);
        var turn = new AwaitedTurn(
                tenant,
                conversation,
                id,
                request.traceparent(),
                null,
                request.language().orElse(null));
        return documents.answer(request.prefix(), turn, new Answer(List.of(), action, false), false, false);
    }

    private String failed(TwilioRequest request, TenantConfiguration tenant) {
        String conversation = request.conversation();
        boolean worked = request.parameter("SessionDuration")
                .flatMap(TwilioRequest::positive)
                .filter(seconds -> seconds >= WORKED_SECONDS)
                .isPresent();
        int before = worked
                ? 0
                : request.ofUrl("failures").flatMap(TwilioRequest::positive).orElse(0);
        LOG.warnf(
                "session broke off: tenant=%s conversation=%s status=%s error=%s failures=%d",
                tenant.slug(),
                conversation,
                request.parameter("SessionStatus").orElse(null),
                request.parameter("ErrorCode").orElse(null),
                before + 1);
        count("failed");
        if (before + 1 >= MOST_FAILURES) {
            count("given-up");
            relay.giveUp(conversation);
            return listen(request, tenant);
        }
        var parameters = calls.dropped(conversation)
                .filter(resume -> resume.event() != null)
                .map(RelayDoneRoute::parameters)
                .orElseGet(() -> Map.of(RelayParameters.UNCLEAN, "true"));
        return again(request, tenant, before + 1, parameters);
    }

    private static Map<String, String> parameters(Handoff.Resume resume) {
        var parameters = new LinkedHashMap<String, String>();
        if (resume.event() != null) {
            parameters.put(RelayParameters.EVENT, resume.event());
            parameters.put(RelayParameters.FROM, Integer.toString(resume.from()));
        }
        return parameters;
    }

    private void count(String what) {
        metrics.counter("offhook.relay.ended", "what", what).increment();
    }
}
