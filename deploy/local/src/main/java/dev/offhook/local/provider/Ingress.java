package dev.offhook.local.provider;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.SocketAddress;

/**
 * The webhook-service of the local stack, as a provider sees it: addressed by its public URL, reached on loopback.
 * Requests are sent without a thread each.
 */
public final class Ingress implements AutoCloseable {
    /** How long a provider waits for an answer: Twilio's limit for a whole request. */
    public static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final int EXCERPT = 200;

    private final Vertx vertx = Vertx.vertx();
    // All on one context: started elsewhere, a short answer could end before anybody listens for its body.
    private final Context context = vertx.getOrCreateContext();
    private final HttpClient http;
    private final WebSocketClient sockets;
    private final String publicUrl;
    private final SocketAddress address;

    /**
     * Connects lazily.
     *
     * @param publicUrl what providers are told, e.g. {@code https://bot.example.org}; a trailing slash does not count
     * @param port where it listens on 127.0.0.1
     * @param connections how many requests may be in flight; more wait
     */
    public Ingress(String publicUrl, int port, int connections) {
        this.publicUrl = publicUrl.endsWith("/") ? publicUrl.substring(0, publicUrl.length() - 1) : publicUrl;
        address = SocketAddress.inetSocketAddress(port, "127.0.0.1");
        sockets = vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(connections));
        http = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(5_000).setTcpNoDelay(true),
                new PoolOptions().setHttp1MaxSize(connections));
    }

    /** The URL of a path, as a provider is told it. */
    public String url(String path) {
        return publicUrl + path;
    }

    /**
     * Posts, and completes with the answer's body.
     *
     * @param url absolute, under the public URL
     * @return fails with {@link WebhookFailedException} when the status is not 2xx, and with the transport's exception
     *     when there is no answer within {@link #PATIENCE}
     */
    public CompletableFuture<String> post(String url, Map<String, String> headers, String body) {
        URI uri = URI.create(url);
        boolean secure = "https".equals(uri.getScheme());
        String path = uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
        var options = new RequestOptions()
                .setServer(address)
                .setHost(uri.getHost())
                .setPort(uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80)
                .setSsl(false)
                .setMethod(HttpMethod.POST)
                .setURI(path)
                .setTimeout(PATIENCE.toMillis());
        headers.forEach(options::addHeader);
        // Vert.x would name port 443 here, since the connection itself is not encrypted.
        options.putHeader(HttpHeaders.HOST, uri.getRawAuthority());
        var answer = new CompletableFuture<String>();
        context.runOnContext(now -> http.request(options)
                .compose(request -> request.send(Buffer.buffer(body)))
                .compose(response -> response.body().map(content -> {
                    String text = content.toString();
                    if (response.statusCode() / 100 != 2) {
                        throw new WebhookFailedException(path, response.statusCode(), excerpt(text));
                    }
                    return text;
                }))
                .onSuccess(answer::complete)
                .onFailure(answer::completeExceptionally));
        return answer;
    }

    /**
     * Opens a socket, and completes when it is open.
     *
     * @param url absolute, {@code ws} or {@code wss}, under the public URL
     * @param received gets each text message
     * @param closed is told when it is closed, by whomever
     * @return fails with {@link WebhookFailedException} when the handshake is refused
     */
    public CompletableFuture<WebSocket> connect(
            String url, Map<String, String> headers, Consumer<String> received, Runnable closed) {
        URI uri = URI.create(url);
        var options = new WebSocketConnectOptions()
                .setHost(address.host())
                .setPort(address.port())
                .setSsl(false)
                .setURI(uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery())
                .setTimeout(PATIENCE.toMillis());
        headers.forEach(options::addHeader);
        var open = new CompletableFuture<WebSocket>();
        context.runOnContext(now -> {
            var socket = sockets.webSocket();
            socket.textMessageHandler(received::accept);
            socket.closeHandler(any -> closed.run());
            socket.connect(options)
                    .onSuccess(open::complete)
                    .onFailure(failure -> open.completeExceptionally(
                            failure instanceof UpgradeRejectedException refused
                                    ? new WebhookFailedException(uri.getRawPath(), refused.getStatus(), "")
                                    : failure));
        });
        return open;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static String excerpt(String text) {
        return text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "…";
    }
}
