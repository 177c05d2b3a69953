package dev.offhook.webhook.testsupport;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offhook.events.EventJson;
import dev.offhook.webhook.twilio.TwilioSignature;
import io.restassured.RestAssured;
import org.w3c.dom.Element;

/** Twilio's end of a ConversationRelay socket. */
public final class RelayCaller implements WebSocket.Listener {
    /** A message of ours and when it came: {@link System#nanoTime()}. */
    public record Got(JsonNode json, long at) {}

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final BlockingQueue<Got> got = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private final String sessionId = "VX" + UUID.randomUUID().toString().replace("-", "");
    private WebSocket socket;

    private RelayCaller() {}

    /** Opens a socket, signed with {@code token}; without a signature when that is null. */
    public static CompletableFuture<RelayCaller> open(String path, String token) {
        var caller = new RelayCaller();
        var builder = HTTP.newWebSocketBuilder();
        if (token != null) {
            String url = Twilio.PUBLIC_URL.replaceFirst("http", "ws") + path;
            builder.header("X-Twilio-Signature", TwilioSignature.sign(token, url, Map.of()));
        }
        return builder.buildAsync(URI.create("ws://localhost:" + RestAssured.port + path), caller)
                .thenApply(socket -> {
                    caller.socket = socket;
                    return caller;
                });
    }

    /** Follows {@code <Connect>}: opens its socket and says whose session it is. */
    public static RelayCaller follow(Twilio call, Element document) {
        var relay = Twilio.child(document, "ConversationRelay");
        String url = relay.getAttribute("url");
        String path = url.substring(Twilio.PUBLIC_URL.replaceFirst("http", "ws").length());
        var parameters = new LinkedHashMap<String, String>();
        var found = relay.getElementsByTagName("Parameter");
        for (int i = 0; i < found.getLength(); i++) {
            var parameter = (Element) found.item(i);
            parameters.put(parameter.getAttribute("name"), parameter.getAttribute("value"));
        }
        var caller = open(path, call.token()).join();
        caller.setup(call, call.account(), parameters);
        return caller;
    }

    /** The first message. */
    public void setup(Twilio call, String account, Map<String, String> parameters) {
        var setup = message("setup")
                .put("sessionId", sessionId)
                .put("accountSid", account)
                .put("parentCallSid", "")
                .put("callSid", call.callSid())
                .put("from", Twilio.CALLER)
                .put("to", call.number())
                .put("callType", "PSTN")
                .put("direction", "inbound")
                .put("callStatus", "RINGING");
        var custom = setup.putObject("customParameters");
        parameters.forEach(custom::put);
        send(setup.toString());
    }

    public void says(String words) {
        send(message("prompt")
                .put("voicePrompt", words)
                .put("lang", "ru-RU")
                .put("last", true)
                .toString());
    }

    public void presses(String digit) {
        send(message("dtmf").put("digit", digit).toString());
    }

    public void breaksIn(String heard) {
        send(message("interrupt")
                .put("utteranceUntilInterrupt", heard)
                .put("durationUntilInterruptMs", 460)
                .toString());
    }

    public void agentSpeaks(boolean on) {
        send(message("info")
                .put("name", "agentSpeaking")
                .put("value", on ? "on" : "off")
                .put("ts", System.currentTimeMillis())
                .toString());
    }

    public void send(String json) {
        socket.sendText(json, true).join();
    }

    public void sendBinary(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    /** The connection breaks. */
    public void breaks() {
        socket.abort();
    }

    public void hangsUp() {
        socket.sendClose(1000, "").join();
    }

    /** The next message. */
    public Got next() {
        try {
            var next = got.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                throw new AssertionError("nothing came");
            }
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The next message, which has this type. */
    public JsonNode next(String type) {
        var json = next().json();
        if (!type.equals(json.path("type").asText())) {
            throw new AssertionError("not " + type + " but " + json);
        }
        return json;
    }

    /** The next words. */
    public String hears() {
        return next("text").path("token").asText();
    }

    /** What has come and was not looked at. */
    public List<Got> rest() {
        return List.copyOf(got);
    }

    /** The code that the socket was closed with by the other side. */
    public int closedWith() {
        return closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            long now = System.nanoTime();
            try {
                got.add(new Got(EventJson.mapper().readTree(text.toString()), now));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.complete(1006);
    }

    private static ObjectNode message(String type) {
        return EventJson.mapper().createObjectNode().put("type", type);
    }
}
