package dev.offhook.webhook.voximplant;

import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/** The socket of a scenario, beside its webhook: no limit of 35 requests a session, and each sentence at once. */
@WebSocket(path = StreamSocket.PATH, endpointId = StreamSocket.ID)
public class StreamSocket {
    static final String PATH = "/webhook/voximplant/stream";
    static final String ID = "voximplant-stream";

    private final StreamConnections connections;

    StreamSocket(StreamConnections connections) {
        this.connections = connections;
    }

    /** The handshake was let in. */
    @OnOpen
    public Uni<Void> opened(WebSocketConnection connection) {
        return connections.opened(connection);
    }

    /** An event of the call. */
    @OnTextMessage
    public Uni<Void> received(WebSocketConnection connection, String text) {
        return connections.received(connection, text);
    }

    /** No event is binary. */
    @OnBinaryMessage
    public Uni<Void> received(WebSocketConnection connection, Buffer bytes) {
        return connections.receivedBinary(connection);
    }

    /** The scenario, or the network, has ended it. */
    @OnClose
    public Uni<Void> closed(WebSocketConnection connection) {
        return connections.closed(connection);
    }

    /** Something failed that should not. */
    @OnError
    public Uni<Void> failed(WebSocketConnection connection, Throwable failure) {
        return connections.failed(connection, failure);
    }
}
