package dev.offhook.local.provider;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offhook.events.EventJson;
import dev.offhook.events.Provider;

/**
 * A call that Voximplant carries: posts exactly what the setup guide's scenario posts, and the further events
 * of a scenario that can do more.
 */
public final class VoximplantCall implements PhoneCall {
    private final Ingress ingress;
    private final String tenant;
    private final String callerId;
    private final String callId = UUID.randomUUID().toString().replace("-", "").substring(0, 14);
    private volatile Then then = new Then.IsOver();

    /**
     * A call to a tenant under a fresh call id.
     *
     * @param tenant the slug that stands in the tenant's scenario
     * @param callerId the caller's number as {@code call.callerid()} gives it: digits without a plus
     */
    public VoximplantCall(Ingress ingress, String tenant, String callerId) {
        this.ingress = ingress;
        this.tenant = tenant;
        this.callerId = callerId;
    }

    @Override
    public String conversationId() {
        return Provider.VOXIMPLANT.conversationId(callId);
    }

    @Override
    public CompletableFuture<Heard> start() {
        return post(event("call_started", "phone_number", callerId)).thenApply(this::heard);
    }

    @Override
    public CompletableFuture<Heard> say(String text) {
        return during(Then.Listens.class, "the bot does not listen", event("speech_recognized", "text", text));
    }

    @Override
    public CompletableFuture<Heard> does(Deed deed) {
        return switch (deed) {
            case Deed.Presses(String digits) ->
                during(Then.Listens.class, "the bot does not listen", event("dtmf", "digits", digits));
            case Deed.IsSilent() -> during(Then.Listens.class, "the bot does not listen", event("silence", null, null));
            case Deed.TransferEnds(var outcome) ->
                during(
                        Then.Connects.class,
                        "nobody is being connected",
                        event("transfer_ended", "outcome", EventJson.mapper().convertValue(outcome, String.class)));
            case Deed.LeavesMessage(int seconds) ->
                during(
                        Then.Records.class,
                        "nothing is being recorded",
                        event("recording", "url", "https://storage.example/" + callId + ".mp3")
                                .put("duration", seconds));
        };
    }

    private CompletableFuture<Heard> during(Class<? extends Then> state, String otherwise, ObjectNode event) {
        if (!state.isInstance(then)) {
            throw new IllegalStateException(otherwise);
        }
        return post(event).thenApply(this::heard);
    }

    @Override
    public CompletableFuture<Void> end() {
        then = new Then.IsOver();
        return post(event("call_ended", null, null)).thenAccept(answer -> {});
    }

    private CompletableFuture<String> post(ObjectNode event) {
        return ingress.post(
                ingress.url("/webhook/voximplant"),
                Map.of("Content-Type", "application/json", "User-Agent", "VoxEngine/1.0"),
                event.toString());
    }

    private Heard heard(String body) {
        JsonNode answer;
        try {
            answer = EventJson.mapper().readTree(body);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the answer is no JSON: " + body, e);
        }
        if (!answer.path("response").isTextual()) {
            throw new IllegalArgumentException("the answer has no text 'response': " + body);
        }
        then = then(answer);
        return new Heard(answer.path("response").asText(), 0, then);
    }

    // The seed's contract has no action: without one the call goes on.
    private static Then then(JsonNode answer) {
        String action = answer.path("action").asText("listen");
        return switch (action) {
            case "listen" -> new Then.Listens();
            case "transfer" ->
                new Then.Connects(
                        answer.path("number").asText(), answer.path("timeout").asInt());
            case "record" -> new Then.Records(answer.path("max_seconds").asInt());
            case "reject" -> new Then.IsRejected("reject");
            case "hangup" -> new Then.IsOver();
            default -> throw new IllegalArgumentException("the answer's action is not known: " + action);
        };
    }

    private ObjectNode event(String type, String name, String value) {
        ObjectNode event =
                EventJson.mapper().createObjectNode().put("event_type", type).put("call_id", callId);
        if (name != null) {
            event.put(name, value);
        }
        event.putObject("custom_data").put("tenant_slug", tenant);
        return event;
    }
}
