package dev.offhook.tenant.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offhook.servers.RealKeycloak;
import dev.offhook.tenant.rules.BlockReader;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;

/** The API of the running service, as a demo user; and bodies for it. */
public final class TenantsApi {
    private static final RestAssuredConfig YAML_IS_TEXT = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig()
                    .encodeContentTypeAs("application/yaml", ContentType.TEXT)
                    .defaultContentCharset(StandardCharsets.UTF_8));

    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private TenantsApi() {}

    /** A request of this user: admin, hotel (admin of hotel-royal), hr (of hr-center), viewer (of both). */
    public static RequestSpecification as(String user) {
        String token =
                TOKENS.computeIfAbsent(user, name -> RealKeycloak.tokens().of(name));
        return given().config(YAML_IS_TEXT)
                .header("Authorization", "Bearer " + token)
                .contentType("application/json");
    }

    /** A number that no other test has. */
    public static String number() {
        return String.format("+7495%07d", 1_000_000 + NUMBERS.incrementAndGet());
    }

    /** The JSON of a good tenant with a Twilio channel of both kinds, its secret in clear. */
    public static ObjectNode tenant(String slug) {
        return json(TenantsYaml.tenant(slug, number()));
    }

    /** {@link #tenant} with every field that there is. */
    public static ObjectNode longTenant(String slug) {
        var tenant = json(TenantsYaml.longTenant(slug, number()));
        tenant.put("voice", "male").put("retentionDays", 90);
        tenant.withObject("/assistant").put("handoff", "https://t.me/hr_consultant");
        tenant.withArray("channels")
                .addObject()
                .put("kind", "voximplant-voice")
                .put("enabled", true)
                .put("account", "7654321")
                .put("unsignedWebhooks", true)
                .put("voice", "Oksana")
                .put("signatures", "enforce")
                .put("transport", "stream")
                .put("greeting", "Здравствуйте!")
                .put("application", "10551893")
                .put("rule", "1180945")
                .put("recording", true)
                .put("transfer", "+74951234567")
                .put("maxMinutes", 20)
                .set("voices", BlockReader.YAML.createObjectNode().put("en-US", "Polly.Joanna"));
        ((ObjectNode) tenant.withArray("channels").get(2)).putArray("numbers").add(number());
        return tenant;
    }

    /** Creates a tenant unless there is one; answers it as it stands. */
    public static Response existing(String slug) {
        as("admin").body(tenant(slug).toString()).post("/api/tenants");
        return as("admin").get("/api/tenants/" + slug);
    }

    /** The document of an answer, to be changed and sent back. */
    public static ObjectNode document(Response answer) {
        return (ObjectNode) read(answer.asString()).get("document");
    }

    private static ObjectNode json(String yaml) {
        return (ObjectNode) read(yaml).get(0);
    }

    private static JsonNode read(String yaml) {
        try {
            return BlockReader.YAML.readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
