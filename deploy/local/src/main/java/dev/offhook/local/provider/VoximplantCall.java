package dev.offhook.local.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offhook.events.EventJson;
import dev.offhook.events.Provider;

/**
 * A call that Voximplant carries: posts exactly what the setup guide's scenario posts, and the further events
 * of a scenario that can do more. With a key it is our own scenario: it signs, counts its turns, and asks once more for
 * the answer of a turn whose request failed.
 */
public final class VoximplantCall implements PhoneCall {
    private final Ingress ingress;
    private final String tenant;
    private final String callerId;
    private final Optional<String> key;
    private final Optional<String> recordings;
    private final String callId = UUID.randomUUID().toString().replace("-", "").substring(0, 14);
    private final AtomicInteger turns = new AtomicInteger();
    private volatile Then then = new Then.IsOver();
    private volatile Instant startedAt = Instant.now();

    /**
     * A call to a tenant under a fresh call id, by the setup guide's scenario.
     *
     * @param tenant the slug that stands in the tenant's scenario
     * @param callerId the caller's number as {@code call.callerid()} gives it: digits without a plus
     */
    public VoximplantCall(Ingress ingress, String tenant, String callerId) {
        this(ingress, tenant, callerId, Optional.empty());
    }

    /**
     * A call to a tenant under a fresh call id.
     *
     * @param tenant the slug that stands in the tenant's scenario
     * @param callerId the caller's number as {@code call.callerid()} gives it: digits without a plus
     * @param key the tenant's {@code voximplant.webhook-key}; empty for the setup guide's scenario, which has none
     */
    public VoximplantCall(Ingress ingress, String tenant, String callerId, Optional<String> key) {
        this(ingress, tenant, callerId, key, Optional.empty());
    }

    /**
     * A call to a tenant under a fresh call id, by our own scenario of a channel that records its calls.
     *
     * @param recordings where the provider keeps recordings, a URL that ends in a slash; empty when the channel records
     *     none
     */
    VoximplantCall(Ingress ingress, String tenant, String callerId, Optional<String> key, Optional<String> recordings) {
        this.ingress = ingress;
        this.tenant = tenant;
        this.callerId = callerId;
        this.key = key;
        this.recordings = recordings;
    }

    @Override
    public String conversationId() {
        return Provider.VOXIMPLANT.conversationId(callId);
    }

    @Override
    public CompletableFuture<Heard> start() {
        startedAt = Instant.now();
        return turn(event("call_started", "phone_number", callerId));
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
        return "recording".equals(event.path("event_type").asText())
                ? post(event).thenApply(this::heard)
                : turn(event);
    }

    private CompletableFuture<Heard> turn(ObjectNode event) {
        if (key.isEmpty()) {
            return post(event).thenApply(this::heard);
        }
        int number = turns.getAndIncrement();
        return post(event.put("turn", number))
                .exceptionallyCompose(failure -> post(event("poll", null, null).put("turn", number))
                        .exceptionallyCompose(again -> {
                            again.addSuppressed(failure);
                            return CompletableFuture.failedFuture(again);
                        }))
                .thenApply(this::heard);
    }

    @Override
    public CompletableFuture<Void> end() {
        then = new Then.IsOver();
        return recordings
                .map(folder -> post(event("recording", "url", folder + callId + ".wav")
                        .put(
                                "duration",
                                Duration.between(startedAt, Instant.now()).toSeconds())))
                .orElseGet(() -> CompletableFuture.completedFuture(""))
                .thenCompose(any -> post(event("call_ended", null, null)))
                .thenAccept(answer -> {});
    }

    private CompletableFuture<String> post(ObjectNode event) {
        String body = event.toString();
        var headers = new HashMap<>(Map.of("Content-Type", "application/json", "User-Agent", "VoxEngine/1.0"));
        key.ifPresent(secret -> {
            String now = Long.toString(Instant.now().getEpochSecond());
            headers.put("X-Timestamp", now);
            headers.put("X-Signature", VoximplantSignature.sign(secret, now, body));
        });
        return ingress.post(ingress.url("/webhook/voximplant"), headers, body);
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
