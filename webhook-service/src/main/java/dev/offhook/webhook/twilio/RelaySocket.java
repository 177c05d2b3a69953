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

/** Where Twilio's ConversationRelay connects. Each method returns at once, on the event loop of its socket. */
@WebSocket(path = RelayDocuments.SOCKET, endpointId = RelaySocket.ID)
public class RelaySocket {
    static final String ID = "twilio-relay";

    private final RelayCalls calls;

    RelaySocket(RelayCalls calls) {
        this.calls = calls;
    }

    @OnOpen
    Uni<Void> opened(WebSocketConnection connection) {
        calls.opened(connection, connection.userData().get(RelayUpgrade.SHOWN));
        return Uni.createFrom().voidItem();
    }

    @OnTextMessage
    Uni<Void> received(String text, WebSocketConnection connection) {
        calls.received(connection, text);
        return Uni.createFrom().voidItem();
    }

    @OnBinaryMessage
    Uni<Void> received(Buffer garbage, WebSocketConnection connection) {
        calls.garbage(connection);
        return Uni.createFrom().voidItem();
    }

    @OnPongMessage
    Uni<Void> alive(Buffer pong, WebSocketConnection connection) {
        calls.alive(connection);
        return Uni.createFrom().voidItem();
    }

    @OnClose
    Uni<Void> closed(WebSocketConnection connection) {
        calls.closed(connection);
        return Uni.createFrom().voidItem();
    }
}
