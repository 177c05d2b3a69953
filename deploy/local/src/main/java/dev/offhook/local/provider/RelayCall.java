package dev.offhook.local.provider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offhook.events.EventJson;
import io.vertx.core.http.WebSocket;
import org.jspecify.annotations.Nullable;

/**
 * Twilio's end of a ConversationRelay session: says what the caller says, hears what the bot says, and tells the bot
 * when its words are over.
 */
final class RelayCall {
    /** The bot says an end of the session this long after its words, or it listens. */
    private static final Duration LISTENS_AFTER = Duration.ofMillis(900);

    private static final int NORMAL = 1000;

    private final List<String> said = new ArrayList<>();
    private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();
    private CompletableFuture<Spoken> answer = new CompletableFuture<>();
    private int fillers;
    private boolean speaking;
    private End ended;

    /** How a session ended. */
    sealed interface End {
        /** The bot ended the session; {@code data} goes to the action of {@code <Connect>}. */
        record HandsOff(String data) implements End {}

        /** The socket broke. */
        record Breaks() implements End {}
    }

    /**
     * What the caller heard.
     *
     * @param said sentence by sentence
     * @param fillers how often the caller was asked to wait
     * @param end of the session; null where the bot listens now
     */
    record Spoken(List<String> said, int fillers, @Nullable End end) {}

    private RelayCall() {}

    /**
     * Opens a session.
     *
     * @param setup the first message, without its type
     * @return fails when the handshake does
     */
    static CompletableFuture<RelayCall> open(TwilioAccount account, String url, ObjectNode setup) {
        var call = new RelayCall();
        return account.connect(url, call::received, call::closed).thenApply(socket -> {
            call.socket.complete(socket);
            call.send(setup.put("type", "setup"));
            return call;
        });
    }

    /** The caller says something; completes with the answer. */
    CompletableFuture<Spoken> says(String text) {
        return asks(message("prompt").put("voicePrompt", text).put("last", true));
    }

    /** The caller presses keys; completes with the answer. */
    CompletableFuture<Spoken> presses(String digits) {
        var heard = expected();
        digits.chars().forEach(key -> send(message("dtmf").put("digit", Character.toString(key))));
        return heard;
    }

    /** Nothing is said; completes with what the bot says then. */
    CompletableFuture<Spoken> waits() {
        return expected();
    }

    /** How the session ended; empty while it lasts. */
    synchronized Optional<End> ended() {
        return Optional.ofNullable(ended);
    }

    /** The caller hangs up. */
    void close() {
        socket.thenAccept(open -> open.close((short) NORMAL));
    }

    private CompletableFuture<Spoken> asks(ObjectNode message) {
        var heard = expected();
        send(message);
        return heard;
    }

    private synchronized CompletableFuture<Spoken> expected() {
        said.clear();
        fillers = 0;
        answer = new CompletableFuture<>();
        if (ended != null) {
            answer.complete(new Spoken(List.of(), 0, ended));
        }
        return answer;
    }

    private void received(String text) {
        JsonNode message = read(text);
        switch (message.path("type").asText()) {
            case "text" ->
                heard(message.path("token").asText(), message.path("last").asBoolean());
            case "end" -> {
                ends(new End.HandsOff(message.path("handoffData").asText()));
                close();
            }
            default -> {}
        }
    }

    private void heard(String token, boolean last) {
        CompletableFuture<Spoken> expected;
        synchronized (this) {
            if (!token.isBlank()) {
                if (!speaking) {
                    speaking = true;
                    send(speaks("on"));
                }
                if (last) {
                    fillers++;
                } else {
                    said.add(token.strip());
                }
            }
            if (!last) {
                return;
            }
            speaking = false;
            send(speaks("off"));
            if (!token.isBlank()) {
                return;
            }
            expected = answer;
        }
        CompletableFuture.delayedExecutor(LISTENS_AFTER.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> answered(expected));
    }

    private void closed() {
        ends(new End.Breaks());
    }

    private void ends(End end) {
        CompletableFuture<Spoken> expected;
        synchronized (this) {
            if (ended == null) {
                ended = end;
            }
            expected = answer;
        }
        answered(expected);
    }

    private void answered(CompletableFuture<Spoken> expected) {
        Spoken spoken;
        synchronized (this) {
            spoken = new Spoken(List.copyOf(said), fillers, ended);
        }
        expected.complete(spoken);
    }

    private void send(ObjectNode message) {
        socket.thenAccept(open -> open.writeTextMessage(message.toString()));
    }

    private static ObjectNode speaks(String value) {
        return message("info").put("name", "agentSpeaking").put("value", value).put("ts", System.currentTimeMillis());
    }

    private static ObjectNode message(String type) {
        return EventJson.mapper().createObjectNode().put("type", type);
    }

    private static JsonNode read(String text) {
        try {
            return EventJson.mapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON: " + text, e);
        }
    }

    /** The first message's fields, as Twilio fills them for an inbound call. */
    static ObjectNode setup(
            TwilioAccount account, String callSid, String from, String to, Map<String, String> parameters) {
        var setup = EventJson.mapper()
                .createObjectNode()
                .put("sessionId", TwilioAccount.freshSid("VX"))
                .put("accountSid", account.sid())
                .put("parentCallSid", "")
                .put("callSid", callSid)
                .put("from", from)
                .put("to", to)
                .put("callType", "PSTN")
                .put("callerName", "")
                .put("direction", "inbound")
                .put("callStatus", "RINGING");
        var custom = setup.putObject("customParameters");
        parameters.forEach(custom::put);
        return setup;
    }
}
