package dev.offhook.local.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class RoundRobinProxyTest {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private int first;
    private int second;

    @BeforeEach
    void startReplicas() throws Exception {
        first = startReplica("first");
        second = startReplica("second");
    }

    @AfterEach
    void stopReplicas() {
        vertx.close();
    }

    @Test
    void requestsAlternateBetweenReplicas() throws Exception {
        // Given
        var port = freePort();
        try (var proxy = RoundRobinProxy.start(port, List.of(replica(first), replica(second)))) {
            var answers = new HashSet<String>();

            // When
            for (var request = 0; request < 4; request++) {
                answers.add(post(port));
            }

            // Then
            assertThat(proxy).isNotNull();
            assertThat(answers).containsExactlyInAnyOrder("first hello", "second hello");
        }
    }

    @Test
    void refusedConnectionIsTriedAtNextReplica() throws Exception {
        // Given
        var port = freePort();
        try (var proxy = RoundRobinProxy.start(port, List.of(replica(freePort()), replica(second)))) {
            var answers = new HashSet<String>();

            // When
            for (var request = 0; request < 4; request++) {
                answers.add(post(port));
            }

            // Then
            assertThat(proxy).isNotNull();
            assertThat(answers).containsExactly("second hello");
        }
    }

    @Test
    void webSocketPasses() throws Exception {
        // Given
        var port = freePort();
        try (var proxy = RoundRobinProxy.start(port, List.of(replica(first)))) {
            var echo = new CompletableFuture<String>();

            // When
            var socket = client.newWebSocketBuilder()
                    .buildAsync(URI.create("ws://127.0.0.1:" + port + "/socket"), new Listener(echo))
                    .get(10, TimeUnit.SECONDS);
            socket.sendText("hello", true).get(10, TimeUnit.SECONDS);

            // Then
            assertThat(proxy).isNotNull();
            assertThat(echo.get(10, TimeUnit.SECONDS)).isEqualTo("hello");
            socket.abort();
        }
    }

    @Test
    void unreadyReplicaGetsNothingNew() throws Exception {
        // Given
        var port = freePort();
        var ready = new AtomicBoolean(true);
        int management = startManagement(ready);
        try (var proxy =
                RoundRobinProxy.start(port, List.of(new RoundRobinProxy.Replica(first, management), replica(second)))) {
            assertThat(post(port)).isEqualTo("first hello");

            // When
            ready.set(false);

            // Then
            assertThat(proxy).isNotNull();
            await().atMost(Duration.ofSeconds(10)).until(() -> (post(port) + post(port)).indexOf("first") < 0);
            ready.set(true);
            await().atMost(Duration.ofSeconds(10)).until(() -> (post(port) + post(port)).contains("first"));
        }
    }

    private record Listener(CompletableFuture<String> echo) implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            echo.complete(data.toString());
            return WebSocket.Listener.super.onText(socket, data, last);
        }
    }

    private String post(int port) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .POST(BodyPublishers.ofString("hello"))
                .build();
        return client.send(request, BodyHandlers.ofString()).body();
    }

    private int startReplica(String name) throws Exception {
        return vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1"))
                .webSocketHandler(socket -> socket.textMessageHandler(socket::writeTextMessage))
                .requestHandler(request -> answer(name, request))
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)
                .actualPort();
    }

    private int startManagement(AtomicBoolean ready) throws Exception {
        return vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1"))
                .requestHandler(request -> request.response()
                        .setStatusCode(ready.get() ? 200 : 503)
                        .end())
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)
                .actualPort();
    }

    private static RoundRobinProxy.Replica replica(int port) {
        return new RoundRobinProxy.Replica(port, 0);
    }

    private static void answer(String name, HttpServerRequest request) {
        request.bodyHandler(body -> request.response().end(name + " " + body));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
