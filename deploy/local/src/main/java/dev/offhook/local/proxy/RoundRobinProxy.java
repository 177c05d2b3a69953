package dev.offhook.local.proxy;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.httpproxy.HttpProxy;

/**
 * One port for several replicas on loopback: each request goes to the next of them that is ready, or to the one after it
 * when the connection is refused. A replica that is about to end says so by its readiness, and gets nothing new. Bodies
 * stream in both directions, WebSockets pass.
 */
public final class RoundRobinProxy implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int CONNECT_MILLIS = 2_000;
    private static final int CONNECTIONS_PER_REPLICA = 2_000;
    private static final long START_SECONDS = 10;
    private static final long LOOK_MILLIS = 200;
    private static final long LOOK_PATIENCE_MILLIS = 1_000;
    private static final int OK = 200;

    private final Vertx vertx;
    private final List<Replica> replicas;
    private final Set<Replica> unready = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();

    private RoundRobinProxy(Vertx vertx, List<Replica> replicas) {
        this.vertx = vertx;
        this.replicas = List.copyOf(replicas);
    }

    /**
     * One process of a service.
     *
     * @param port where it listens
     * @param managementPort where it says whether it is ready; 0 when it does not say
     */
    public record Replica(int port, int managementPort) {}

    /**
     * Starts on 127.0.0.1 and returns when it accepts connections.
     *
     * @param port where it listens
     * @param replicas at least one
     * @throws IllegalStateException when the port cannot be had
     */
    public static RoundRobinProxy start(int port, List<Replica> replicas) {
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
                .origin(context -> connect(context.client(), inOrder(turn.getAndIncrement())));
        watchReadiness();
        var listening = vertx.createHttpServer(
                        new HttpServerOptions().setHost(LOOPBACK).setPort(port).setHttp2ClearTextEnabled(false))
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

    private Future<HttpClientRequest> connect(HttpClient client, List<Replica> inOrder) {
        var request = client.request(new RequestOptions()
                .setHost(LOOPBACK)
                .setPort(inOrder.getFirst().port()));
        return inOrder.size() == 1
                ? request
                : request.recover(refused -> connect(client, inOrder.subList(1, inOrder.size())));
    }

    // Those that are not ready come last: better than nothing where all of them say so.
    private List<Replica> inOrder(int first) {
        return IntStream.range(0, replicas.size())
                .mapToObj(i -> replicas.get(Math.floorMod(first + i, replicas.size())))
                .sorted(Comparator.comparing(unready::contains))
                .toList();
    }

    private void watchReadiness() {
        var client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout((int) LOOK_PATIENCE_MILLIS));
        replicas.stream()
                .filter(replica -> replica.managementPort() != 0)
                .forEach(replica -> vertx.setPeriodic(LOOK_MILLIS, timer -> look(client, replica)));
    }

    private void look(HttpClient client, Replica replica) {
        client.request(new RequestOptions()
                        .setHost(LOOPBACK)
                        .setPort(replica.managementPort())
                        .setURI("/q/health/ready")
                        .setTimeout(LOOK_PATIENCE_MILLIS))
                .compose(HttpClientRequest::send)
                .map(HttpClientResponse::statusCode)
                .otherwise(0)
                .onSuccess(status -> {
                    if (status == OK) {
                        unready.remove(replica);
                    } else {
                        unready.add(replica);
                    }
                });
    }
}
