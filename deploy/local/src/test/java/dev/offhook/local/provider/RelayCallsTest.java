package dev.offhook.local.provider;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

import dev.offhook.local.provider.PhoneCall.Deed;
import dev.offhook.local.provider.PhoneCall.Heard;
import dev.offhook.local.provider.PhoneCall.Then;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Calls over ConversationRelay, against a small server in the place of webhook-service. */
class RelayCallsTest {
    private static final String PUBLIC = "https://bot.example.org";
    private static final String CONNECT = "<Response><Connect action=\"" + PUBLIC
            + "/webhook/relay-done\"><ConversationRelay url=\"wss://bot.example.org/webhook/relay\""
            + " welcomeGreeting=\"Здравствуйте!\"><Parameter name=\"tenant\" value=\"stream\"/>"
            + "</ConversationRelay></Connect></Response>";
    private static final String AGAIN = CONNECT.replace(" welcomeGreeting=\"Здравствуйте!\"", "");

    private final Vertx vertx = Vertx.vertx();
    private final List<String> posted = new CopyOnWriteArrayList<>();
    private final List<String> signatures = new CopyOnWriteArrayList<>();
    private volatile String done = "<Response><Hangup/></Response>";
    private volatile BiConsumer<ServerWebSocket, String> bot = (socket, message) -> {};
    private volatile boolean refuses;
    private Ingress ingress;
    private TwilioCall call;

    @BeforeEach
    void start() {
        int port = vertx.createHttpServer()
                .requestHandler(this::answer)
                .webSocketHandshakeHandler(handshake -> {
                    signatures.add(handshake.headers().get("X-Twilio-Signature"));
                    if (refuses) {
                        handshake.reject(403);
                    } else {
                        handshake.accept();
                    }
                })
                .webSocketHandler(socket -> socket.textMessageHandler(message -> bot.accept(socket, message)))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        ingress = new Ingress(PUBLIC, port, 4);
        call = new TwilioCall(new TwilioAccount(ingress, "AC1", "12345"), "+14155550100", "+15005550010");
    }

    @AfterEach
    void stop() {
        ingress.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void sentencesAreOneAnswerAndFillersAreCounted() {
        // Given
        bot = (socket, message) -> {
            if (message.contains("\"prompt\"")) {
                say(socket, "Секунду.", true);
                say(socket, "Раз. ", false);
                say(socket, "Два. ", false);
                say(socket, "", true);
            }
        };

        // When
        var greeting = call.start().join();
        var answer = call.say("Вопрос").join();

        // Then
        assertThat(greeting).isEqualTo(new Heard("Здравствуйте!", 0, true));
        assertThat(answer).isEqualTo(new Heard("Раз. Два.", 1, true));
        assertThat(signatures)
                .containsExactly(TwilioSignature.of("12345", "wss://bot.example.org/webhook/relay", Map.of()));
    }

    @Test
    void endOfTheSessionGoesOnAtItsAction() {
        // Given
        done =
                "<Response><Dial timeout=\"25\" action=\"/webhook/dial\"><Number>+12125550111</Number></Dial></Response>";
        bot = (socket, message) -> {
            if (message.contains("\"prompt\"")) {
                say(socket, "Соединяю. ", false);
                say(socket, "", true);
                socket.writeTextMessage("{\"type\":\"end\",\"handoffData\":\"{\\\"action\\\":\\\"transfer\\\"}\"}");
            }
        };
        call.start().join();

        // When
        var connecting = call.say("Человека!").join();

        // Then
        assertThat(connecting).isEqualTo(new Heard("Соединяю.", 0, new Then.Connects("+12125550111", 25)));
        assertThat(posted.getLast()).contains("SessionStatus=ended", "HandoffData=%7B%22action");
    }

    @Test
    void restOfAnAnswerComesOverTheNextSession() {
        // Given
        done = AGAIN;
        bot = (socket, message) -> {
            if (message.contains("\"prompt\"")) {
                say(socket, "Раз. ", false);
                socket.close();
            } else if (message.contains("\"setup\"") && posted.size() > 1) {
                say(socket, "Два. ", false);
                say(socket, "", true);
            }
        };
        call.start().join();

        // When
        var answer = call.say("Вопрос").join();

        // Then
        assertThat(answer.text()).isEqualTo("Раз. Два.");
        assertThat(posted.getLast()).contains("SessionStatus=failed");
    }

    @Test
    void refusedSessionGoesOnAsAGather() {
        // Given
        refuses = true;
        done = "<Response><Gather action=\"/webhook/call?step=gather\"/></Response>";

        // When
        var greeting = call.start().join();
        done = "<Response><Say>Слышу.</Say><Hangup/></Response>";
        var answer = call.does(new Deed.IsSilent()).join();

        // Then
        assertThat(greeting).isEqualTo(new Heard("Здравствуйте!", 0, true));
        assertThat(answer).isEqualTo(new Heard("Слышу.", 0, false));
    }

    @Test
    void callerWhoHangsUpEndsTheSession() {
        // Given
        call.start().join();

        // When
        call.end().join();

        // Then
        assertThat(posted).anyMatch(body -> body.contains("SessionStatus=completed"));
    }

    private void answer(HttpServerRequest request) {
        request.bodyHandler(body -> {
            posted.add(body.toString());
            request.response().end("/webhook/call".equals(request.uri()) ? CONNECT : done);
        });
    }

    private static void say(ServerWebSocket socket, String token, boolean last) {
        socket.writeTextMessage("{\"type\":\"text\",\"token\":\"" + token + "\",\"last\":" + last + "}");
    }
}
