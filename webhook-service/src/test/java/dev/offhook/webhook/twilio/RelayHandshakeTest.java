package dev.offhook.webhook.twilio;

import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import dev.offhook.servers.RealServers;
import dev.offhook.webhook.testsupport.DemoTenants;
import dev.offhook.webhook.testsupport.RelayCaller;
import dev.offhook.webhook.testsupport.Twilio;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.offhook.webhook.testsupport.Twilio.child;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Who may open a socket, and what may come over it. */
@QuarkusTest
@WithTestResource(RealServers.class)
class RelayHandshakeTest {
    private static final String SOCKET = "/webhook/relay";

    @Inject
    DemoTenants tenants;

    private final Twilio twilio = Twilio.callTo(DemoTenants.STREAM_NUMBER);

    @BeforeEach
    void tenantsAreKnown() {
        tenants.awaitKnown();
    }

    @Test
    void handshakeThatTwilioDidNotSignIsRefused() {
        for (String token : new String[] {null, "wrong", DemoTenants.RIVAL_TOKEN}) {
            for (String path : List.of(SOCKET, "/t/stream" + SOCKET, "/t/hr-center" + SOCKET, "/t/nobody" + SOCKET)) {
                assertThatThrownBy(() -> RelayCaller.open(path, token).join())
                        .as("%s %s", path, token)
                        .hasCauseInstanceOf(WebSocketHandshakeException.class)
                        .extracting(failure -> ((WebSocketHandshakeException) failure.getCause())
                                .getResponse()
                                .statusCode())
                        .isEqualTo(403);
            }
        }
    }

    @Test
    void tenantThatTakesWhatNobodySignedIsReachedUnderItsOwnPath() {
        // Given
        var unsigned = Twilio.callTo(DemoTenants.OPEN_STREAM_NUMBER);
        String url = child(unsigned.twiml("/webhook/call"), "ConversationRelay").getAttribute("url");
        var caller = RelayCaller.open("/t/stream-open" + SOCKET, null).join();

        // When
        caller.setup(unsigned, unsigned.account(), Map.of());
        caller.says("Привет");

        // Then
        assertThat(url).endsWith("/t/stream-open/webhook/relay");
        assertThat(caller.hears()).isEqualTo("Вы сказали: Привет ");
    }

    @Test
    void requestThatOpensNoSocketIsNotFound() {
        twilio.post(SOCKET).statusCode(404);
    }

    @Test
    void sessionOfAnotherAccountIsClosed() {
        // Given
        var caller = RelayCaller.open(SOCKET, DemoTenants.TOKEN).join();

        // When
        caller.setup(twilio, DemoTenants.RIVAL_ACCOUNT, Map.of("tenant", "stream"));

        // Then
        assertThat(caller.closedWith()).isEqualTo(1008);
    }

    @Test
    void garbageIsToleratedUpToALimit() {
        // Given
        var caller = connected();
        caller.send("{}");
        caller.send("[]");
        caller.send("{\"type\":\"news\"}");
        caller.send("\u0000");
        caller.sendBinary(new byte[] {1, 2, 3});
        caller.says("Ещё тут?");
        assertThat(caller.hears()).isEqualTo("Вы сказали: Ещё тут? ");

        // When
        IntStream.range(0, 6).forEach(i -> caller.send("{"));

        // Then
        assertThat(caller.closedWith()).isEqualTo(1007);
    }

    @Test
    void hugeMessageClosesTheSocketAndOthersGoOn() {
        // Given
        var other = connected();
        var caller = RelayCaller.open(SOCKET, DemoTenants.TOKEN).join();

        // When
        caller.send("{\"type\":\"setup\",\"sessionId\":\"" + "x".repeat(100_000) + "\"}");

        // Then
        assertThat(caller.closedWith()).isIn(1009, 1011);
        other.says("Привет");
        assertThat(other.hears()).isEqualTo("Вы сказали: Привет ");
    }

    private RelayCaller connected() {
        return RelayCaller.follow(twilio, twilio.twiml("/webhook/call"));
    }
}
