package dev.offhook.webhook.twilio;

import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offhook.servers.RealServers;
import dev.offhook.webhook.testsupport.DemoTenants;
import dev.offhook.webhook.testsupport.Twilio;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(RealServers.class)
@TestProfile(OwnRoutesTest.BehindAPublicUrl.class)
class OwnRoutesTest {
    public static class BehindAPublicUrl implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("offhook.ingress.public-url", "https://bot.example.org");
        }
    }

    @Inject
    DemoTenants tenants;

    @BeforeEach
    void tenantsAreKnown() {
        tenants.awaitKnown();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void vectorVerifiesOverHttp(JsonNode vector) {
        // Given
        var url = URI.create(vector.get("url").asText());
        String target = url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
        var parameters = new LinkedHashMap<String, String>();
        vector.get("params")
                .forEach(
                        pair -> parameters.put(pair.get(0).asText(), pair.get(1).asText()));

        // When
        int status = Twilio.send(target, parameters, vector.get("signature").asText())
                .statusCode();

        // Then
        assertThat(status).isEqualTo(200);
    }

    static Stream<Named<JsonNode>> routes() throws IOException {
        try (var file = OwnRoutesTest.class.getResourceAsStream("/vectors/twilio-signatures.json")) {
            return StreamSupport.stream(
                            new ObjectMapper().readTree(file).get("own_routes").spliterator(), false)
                    .map(vector -> Named.of(vector.get("id").asText(), vector));
        }
    }
}
