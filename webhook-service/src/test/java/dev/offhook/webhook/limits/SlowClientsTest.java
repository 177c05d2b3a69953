package dev.offhook.webhook.limits;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import jakarta.inject.Inject;

import dev.offhook.servers.RealServers;
import dev.offhook.webhook.testsupport.DemoTenants;
import dev.offhook.webhook.testsupport.RawHttp;
import dev.offhook.webhook.testsupport.ScriptedDialogue;
import dev.offhook.webhook.testsupport.Twilio;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(RealServers.class)
@TestProfile(SlowClientsTest.HeldLong.class)
class SlowClientsTest {
    private static final Duration DRIP = Duration.ofSeconds(1);

    public static class HeldLong implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("offhook.hold.filler-after", "12s", "offhook.hold.fallback-after", "12s");
        }
    }

    @Inject
    DemoTenants tenants;

    @Inject
    ScriptedDialogue dialogue;

    @BeforeEach
    void tenantsAreKnown() {
        tenants.awaitKnown();
    }

    @Test
    void headThatDripsIsCut() throws IOException {
        assertThat(cutAfter("POST /webhook/call HTTP/1.1\r\nHost: a\r\nX-Slow: "))
                .isBetween(Duration.ofSeconds(8), Duration.ofSeconds(15));
    }

    @Test
    void secondHeadOnAConnectionThatDripsIsCut() throws IOException {
        assertThat(cutAfter("GET /nothing HTTP/1.1\r\nHost: a\r\n\r\nPOST /webhook/call HTTP/1.1\r\nX-Slow: "))
                .isBetween(Duration.ofSeconds(8), Duration.ofSeconds(15));
    }

    @Test
    void bodyThatDripsIsCut() throws IOException {
        assertThat(cutAfter("POST /webhook/call HTTP/1.1\r\nHost: a\r\n"
                        + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\nTo="))
                .isBetween(Duration.ofSeconds(8), Duration.ofSeconds(15));
    }

    @Test
    void requestThatIsHeldIsNotCut() throws IOException {
        // Given
        var twilio = Twilio.callTo(DemoTenants.HR_NUMBER);
        dialogue.mute(twilio.conversation());
        var began = Instant.now();

        // When
        var document = twilio.twiml("/webhook/call?step=gather&turn=1", "SpeechResult", "алло");

        // Then
        assertThat(Duration.between(began, Instant.now())).isGreaterThan(Duration.ofSeconds(11));
        assertThat(Twilio.child(document, "Say").getTextContent()).isEqualTo("Секунду.");
    }

    private static Duration cutAfter(String beginning) throws IOException {
        try (var socket = RawHttp.connect()) {
            var began = Instant.now();
            socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
            socket.setSoTimeout(Math.toIntExact(DRIP.toMillis()));
            while (Duration.between(began, Instant.now()).toSeconds() < 25) {
                if (closed(socket)) {
                    return Duration.between(began, Instant.now());
                }
                try {
                    socket.getOutputStream().write('a');
                } catch (IOException e) {
                    return Duration.between(began, Instant.now());
                }
            }
        }
        throw new AssertionError("never cut");
    }

    // Waits for as long as one drip takes.
    private static boolean closed(Socket socket) throws IOException {
        var waited = Instant.now();
        while (Duration.between(waited, Instant.now()).compareTo(DRIP) < 0) {
            try {
                if (socket.getInputStream().read() < 0) {
                    return true;
                }
            } catch (SocketTimeoutException e) {
                return false;
            } catch (IOException e) {
                return true;
            }
        }
        return false;
    }
}
