package dev.offhook.webhook.voximplant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.offhook.events.RequestRefused.Reason;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.TenantConfiguration.Plan;
import dev.offhook.kit.secrets.SecretBox;
import dev.offhook.webhook.provider.Claim;
import dev.offhook.webhook.provider.Verdict;
import dev.offhook.webhook.provider.Verdict.Genuine;
import dev.offhook.webhook.provider.Verdict.Suspect;
import dev.offhook.webhook.provider.WebhookRequest;
import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class ScenarioVerifierTest {
    private static final String KEY = "voximplant.webhook-key";
    private static final byte[] BODY = "{}".getBytes(UTF_8);
    private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);
    private static final String TIME = "1790000000";

    private final SecretBox box = new SecretBox(List.of("test:" + "A".repeat(43) + "="));
    private final ScenarioVerifier verifier =
            new ScenarioVerifier(new Secrets(box), Duration.ofSeconds(300), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void eachOfTwoKeysSigns() {
        // Given
        var claim = claim(false, Map.of(KEY, "old", KEY + ".next", "new"));

        // When Then
        assertThat(verify(claim, TIME, sign("old", TIME))).isEqualTo(new Genuine());
        assertThat(verify(claim, TIME, sign("new", TIME))).isEqualTo(new Genuine());
    }

    @Test
    void missingHeadersAreNamed() {
        // Given
        var claim = claim(false, Map.of(KEY, "key"));

        // When Then
        assertThat(suspect(verify(claim, null, null)))
                .returns(Reason.SIGNATURE_MISSING, Suspect::reason)
                .returns(List.of("X-Timestamp", "X-Signature"), Suspect::missing)
                .returns(List.of(KEY), Suspect::tokens);
        assertThat(suspect(verify(claim, null, sign("key", TIME))).missing()).containsExactly("X-Timestamp");
        assertThat(suspect(verify(claim, TIME, null)).missing()).containsExactly("X-Signature");
    }

    @Test
    void otherKeyOrOtherTimeIsWrong() {
        // Given
        var claim = claim(false, Map.of(KEY, "key"));

        // When Then
        assertThat(suspect(verify(claim, TIME, sign("other", TIME))).reason()).isEqualTo(Reason.SIGNATURE_WRONG);
        assertThat(suspect(verify(claim, "1790000001", sign("key", TIME))).reason())
                .isEqualTo(Reason.SIGNATURE_WRONG);
    }

    @Test
    void oldOrFutureRequestIsOutsideTheWindow() {
        // Given
        var claim = claim(false, Map.of(KEY, "key"));

        // When Then
        for (String time : List.of("1789999699", "1790000301")) {
            assertThat(suspect(verify(claim, time, sign("key", time))).reason())
                    .isEqualTo(Reason.TIMESTAMP_OUTSIDE_WINDOW);
        }
        assertThat(verify(claim, "1789999700", sign("key", "1789999700"))).isEqualTo(new Genuine());
    }

    @Test
    void tenantWithoutAKeyThatOpensCannotVerify() {
        // Given
        var without = claim(false, Map.of());
        var unreadable = new Claim(tenant(false, Map.of(KEY, "v1:test:AAAA")), channel(false), null, null);

        // When Then
        assertThat(suspect(verify(without, TIME, sign("key", TIME))).reason()).isEqualTo(Reason.SECRET_MISSING);
        assertThat(suspect(verify(unreadable, TIME, sign("key", TIME))).reason())
                .isEqualTo(Reason.SECRET_MISSING);
    }

    @Test
    void channelThatTakesUnsignedPostsChecksASignatureThatIsThere() {
        // Given
        var claim = claim(true, Map.of(KEY, "key"));

        // When Then
        assertThat(verify(claim, null, null)).isEqualTo(new Genuine());
        assertThat(verify(claim, TIME, sign("key", TIME))).isEqualTo(new Genuine());
        assertThat(suspect(verify(claim, TIME, sign("other", TIME))).reason()).isEqualTo(Reason.SIGNATURE_WRONG);
        assertThat(suspect(verify(claim(true, Map.of()), TIME, sign("key", TIME)))
                        .reason())
                .isEqualTo(Reason.SECRET_MISSING);
    }

    @Test
    void noHintHoldsAKey() {
        // Given
        var claim = claim(false, Map.of(KEY, "very-secret"));

        // When
        var suspect = suspect(verify(claim, TIME, sign("other", TIME)));

        // Then
        assertThat(suspect.toString()).doesNotContain("very-secret").contains(KEY);
    }

    private Verdict verify(Claim claim, String timestamp, String signature) {
        var headers = MultiMap.caseInsensitiveMultiMap();
        if (timestamp != null) {
            headers.add("x-timestamp", timestamp);
        }
        if (signature != null) {
            headers.add("x-signature", signature);
        }
        var http =
                new WebhookRequest("POST", "/webhook/voximplant", "", null, "/webhook/voximplant", headers, null, BODY);
        return verifier.verify(http, claim, List.of(BODY));
    }

    private static String sign(String key, String timestamp) {
        return VoximplantSignature.sign(key, timestamp, BODY);
    }

    private static Suspect suspect(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Suspect.class);
        return (Suspect) verdict;
    }

    private Claim claim(boolean unsigned, Map<String, String> secrets) {
        var ciphertexts = new HashMap<String, String>();
        secrets.forEach((name, value) -> ciphertexts.put(name, box.encrypt("hotel", value)));
        return new Claim(tenant(unsigned, ciphertexts), channel(unsigned), null, null);
    }

    private static TenantConfiguration tenant(boolean unsigned, Map<String, String> ciphertexts) {
        return new TenantConfiguration(
                "hotel",
                "Hotel",
                1,
                Plan.PREMIUM,
                "ru-RU",
                ZoneId.of("Europe/Moscow"),
                List.of(channel(unsigned)),
                null,
                null,
                null,
                null,
                ciphertexts);
    }

    private static Channel channel(boolean unsigned) {
        return new Channel(Channel.Kind.VOXIMPLANT_VOICE, true, List.of("+74951234567"), null, unsigned, null);
    }
}
