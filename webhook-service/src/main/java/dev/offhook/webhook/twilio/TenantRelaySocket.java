package dev.offhook.webhook.twilio;

import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnPongMessage;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/** {@link RelaySocket} under a tenant's own path: an endpoint has one path. */
@WebSocket(path = "/t/{slug}" + RelayDocuments.SOCKET, endpointId = TenantRelaySocket.ID)
public class TenantRelaySocket {
    static final String ID = "twilio-relay-of-tenant";

    private final RelaySocket socket;

    TenantRelaySocket(RelayCalls calls) {
        socket = new RelaySocket(calls);
    }

    @OnOpen
    Uni<Void> opened(WebSocketConnection connection) {
        return socket.opened(connection);
    }

    @OnTextMessage
    Uni<Void> received(String text, WebSocketConnection connection) {
        return socket.received(text, connection);
    }

    @OnBinaryMessage
    Uni<Void> received(Buffer garbage, WebSocketConnection connection) {
        return socket.received(garbage, connection);
    }

    @OnPongMessage
    Uni<Void> alive(Buffer pong, WebSocketConnection connection) {
        return socket.alive(pong, connection);
    }

    @OnClose
    Uni<Void> closed(WebSocketConnection connection) {
        return socket.closed(connection);
    }
}
