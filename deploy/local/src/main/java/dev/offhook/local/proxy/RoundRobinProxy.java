package dev.offhook.local.proxy;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.httpproxy.HttpProxy;

/**
 * One port for several replicas on loopback: each request goes to the next of them, or to the one after it when the
 * connection is refused. Bodies stream in both directions, WebSockets pass.
 */
public final class RoundRobinProxy implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int CONNECT_MILLIS = 2_000;
    private static final int CONNECTIONS_PER_REPLICA = 2_000;
    private static final long START_SECONDS = 10;

    private final Vertx vertx;
    private final List<Integer> replicas;
    private final AtomicInteger turn = new AtomicInteger();

    private RoundRobinProxy(Vertx vertx, List<Integer> replicas) {
        this.vertx = vertx;
        this.replicas = List.copyOf(replicas);
    }

    /**
     * Starts on 127.0.0.1 and returns when it accepts connections.
     *
     * @param port where it listens
     * @param replicas the ports of the replicas, at least one
     * @throws IllegalStateException when the port cannot be had
     */
    public static RoundRobinProxy start(int port, List<Integer> replicas) {
        var proxy = new RoundRobinProxy(Vertx.vertx(), replicas);
        try {
            proxy.listen(port);
            return proxy;
        } catch (RuntimeException e) {
            proxy.close();
            throw e;
        }
    }

    @Override
    public void close() {
        vertx.close();
    }

    private void listen(int port) {
        var client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS).setMaxPoolSize(CONNECTIONS_PER_REPLICA));
        var proxy = HttpProxy.reverseProxy(client)
                .origin(context -> connect(context.client(), turn.getAndIncrement(), replicas.size()));
        var listening = vertx.createHttpServer(
                        new HttpServerOptions().setHost(LOOPBACK).setPort(port))
                .requestHandler(proxy)
                .listen()
                .toCompletionStage()
                .toCompletableFuture();
        try {
            listening.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the proxy cannot listen on port " + port, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the proxy started on port " + port, e);
        }
    }

    private Future<HttpClientRequest> connect(HttpClient client, int first, int attempts) {
        var options =
                new RequestOptions().setHost(LOOPBACK).setPort(replicas.get(Math.floorMod(first, replicas.size())));
        var request = client.request(options);
        return attempts <= 1 ? request : request.recover(refused -> connect(client, first + 1, attempts - 1));
    }
}
