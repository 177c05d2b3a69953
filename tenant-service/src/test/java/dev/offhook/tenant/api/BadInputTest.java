package dev.offhook.tenant.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offhook.servers.RealKeycloak;
import dev.offhook.servers.RealServers;
import dev.offhook.tenant.testsupport.TenantsApi;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.offhook.tenant.testsupport.TenantsApi.as;
import static dev.offhook.tenant.testsupport.TenantsApi.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

/** Whatever a field holds, the answer is a named error or the tenant, never a failure of the service. */
@QuarkusTest
@WithTestResource(RealServers.class)
@WithTestResource(RealKeycloak.class)
class BadInputTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String SLUG = "tortured";
    /** Printed with a failure, to repeat it. */
    private static final long SEED = 20_261_121;

    private static final int MUTATIONS = 600;

    @Test
    void everyFieldOfAnotherShapeIsNamed() {
        // Given
        var good = TenantsApi.longTenant(SLUG + "-shape");
        for (JsonPointer field : fields(good)) {
            // When
            var answer = post(with(good, field, anotherShape(good.at(field))));
            // Then
            assertThat(answer.statusCode())
                    .as("%s: %s", field, answer.asString())
                    .isEqualTo(400);
            assertNames(answer, field);
        }
    }

    @Test
    void anyValueInAnyFieldIsAnsweredAndNeverAFailure() {
        // Given
        var random = new Random(SEED);
        var good = document(post(TenantsApi.longTenant(SLUG)));
        var fields = fields(good);
        for (int i = 0; i < MUTATIONS; i++) {
            var field = fields.get(random.nextInt(fields.size()));
            var value = anything(random, 0);
            String tag = as("admin").get("/api/tenants/" + SLUG).header("ETag");
            // When
            var answer = as("admin")
                    .header("If-Match", tag)
                    .body(with(good, field, value).toString())
                    .put("/api/tenants/" + SLUG);
            // Then
            String told = "seed %d, step %d, %s = %.80s: %s".formatted(SEED, i, field, value, answer.asString());
            assertThat(answer.statusCode()).as(told).isIn(200, 400, 403, 409);
            if (answer.statusCode() == 400) {
                assertThat(answer.contentType()).as(told).startsWith("application/problem+json");
                assertThat(answer.jsonPath().getString("field")).as(told).isNotBlank();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /name                         | ""                        | name
            /name                         | "\\u0000"                 | name
            /name                         | "half \\ud83d"            | name
            /slug                         | "Отель"                   | slug
            /slug                         | "import"                  | slug
            /retentionDays                | 0                         | retentionDays
            /retentionDays                | 3651                      | retentionDays
            /voice                        | "robot"                   | voice
            /timeZone                     | "Moscow"                  | timeZone
            /channels/0/numbers/0         | "+74951"                  | channels[0].numbers[0]
            /channels/0/numbers/0         | "+70000000000"            | channels[0].numbers[0]
            /channels/1/greeting          | "Hello"                   | channels[1].greeting
            /channels/1/recording         | true                      | channels[1].recording
            /channels/0/rule              | "1180945"                 | channels[0].rule
            /channels/2/rule              | "rule 5"                  | channels[2].rule
            /channels/2/application       | ""                        | channels[2].application
            /channels/2/greeting          | " "                       | channels[2].greeting
            /channels/2/transfer          | "112"                     | channels[2].transfer
            /channels/2/maxMinutes        | 0                         | channels[2].maxMinutes
            /channels/2/maxMinutes        | 1441                      | channels[2].maxMinutes
            /assistant/handoff            | "http://t.me/hr"          | assistant.handoff
            /assistant/handoff            | "https://a:b@t.me/hr"     | assistant.handoff
            /assistant/handoff            | "t.me"                    | assistant.handoff
            /limits/budget/monthly        | 1e-999999                 | limits.budget.monthly
            /limits/budget/monthly        | 0.12345678                | limits.budget.monthly
            /limits/budget/monthly        | 1e400                     | limits.budget.monthly
            /hours/holidays/0/from        | "+999999999-12-31"        | hours.holidays[0].from
            /calls/maxMinutes             | 99999999999               | calls.maxMinutes
            """)
    void badValueIsNamedWithAGoodOne(String pointer, String value, String field) throws Exception {
        // Given
        var good = TenantsApi.longTenant(SLUG + "-value");
        var pointed = JsonPointer.compile(pointer);
        var marked = with(good, pointed, JSON.textNode("@@")).toString().replace("\"@@\"", value);
        // When
        var answer = as("admin").body(marked).post("/api/tenants");
        // Then
        answer.then()
                .statusCode(400)
                .contentType(startsWith("application/problem+json"))
                .body("field", equalTo(field))
                .body("errors[0].detail", startsWith(field))
                .body(not(containsString("a:b@")));
    }

    @ParameterizedTest
    @MethodSource
    void bodyThatIsNoTenantIsRefused(String body) {
        as("admin").body(body).post("/api/tenants").then().statusCode(400).body("field", not(equalTo(null)));
        as("admin")
                .contentType("application/yaml")
                .body(body)
                .post("/api/tenants/import")
                .then()
                .statusCode(400)
                .body("field", not(equalTo(null)));
    }

    static Stream<String> bodyThatIsNoTenantIsRefused() {
        return Stream.of(
                "",
                "null",
                "[]",
                "5",
                "{",
                "{}",
                "{\"slug\": \"a\", \"slug\": \"b\"}",
                "tenants: []",
                "&a [*a, *a]",
                "\u0001",
                "[".repeat(5_000),
                "{\"a\":".repeat(5_000),
                "{\"secrets\": {\"a\": \"nobody-may-see\"}, \"colour\": 1}");
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit",
        "limit=201, limit",
        "limit=x, limit",
        "limit=99999999999999999999, limit",
        "q=%00, q",
        "after=%00, after"
    })
    void badParameterIsNamed(String query, String field) {
        as("admin")
                .urlEncodingEnabled(false)
                .get("/api/tenants?" + query)
                .then()
                .statusCode(400)
                .body("field", equalTo(field));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/tenants/%00",
        "/api/tenants/%F0%9F%98%80",
        "/api/tenants/a%2Fb",
        "/api/tenants/tortured/versions/0",
        "/api/tenants/tortured/versions/x",
        "/api/tenants/tortured/versions/9223372036854775807",
        "/api/tenants/%00/audit",
        "/api/tenants/tortured/audit?before=-1"
    })
    void badPathIsNoFailure(String path) {
        // Given
        post(TenantsApi.longTenant(SLUG));
        // When
        var answer = as("admin").urlEncodingEnabled(false).get(path);
        // Then
        assertThat(answer.statusCode()).as(answer.asString()).isIn(400, 404);
    }

    @Test
    void tenantThatFillsARecordIsStoredAndALargerOneIsNot() {
        // Given
        var tenant = TenantsApi.tenant(SLUG + "-large");
        var entries = tenant.withObject("/assistant").putArray("knowledge");
        for (int i = 0; i < 230; i++) {
            entries.addObject()
                    .put("id", "q" + i)
                    .put("answer", "я".repeat(2_000))
                    .putArray("questions")
                    .add("Что?");
        }
        // When
        var large = post(tenant);
        // Then
        large.then().statusCode(201);
        var larger = document(large);
        for (int i = 0; i < 30; i++) {
            larger.withObject("/assistant")
                    .withArray("knowledge")
                    .addObject()
                    .put("id", "more" + i)
                    .put("answer", "я".repeat(2_000))
                    .putArray("questions")
                    .add("Что?");
        }
        as("admin")
                .header("If-Match", "\"1\"")
                .body(larger.toString())
                .put("/api/tenants/" + SLUG + "-large")
                .then()
                .statusCode(400)
                .body("errors[0].kind", equalTo("TOO_LARGE"));
    }

    private static Response post(ObjectNode tenant) {
        return as("admin").body(tenant.toString()).post("/api/tenants");
    }

    /** The fault stands at the field, or at what it is in. */
    private static void assertNames(Response answer, JsonPointer field) {
        String path = path(field);
        List<String> named = answer.jsonPath().getList("errors.field");
        assertThat(named)
                .as("%s: %s", field, answer.asString())
                .isNotEmpty()
                .anyMatch(name -> path.equals(name) || path.startsWith(name + ".") || path.startsWith(name + "["));
    }

    private static String path(JsonPointer pointer) {
        var text = new StringBuilder();
        for (var at = pointer; !at.matches(); at = at.tail()) {
            if (at.mayMatchElement() && text.length() > 0) {
                text.append('[').append(at.getMatchingIndex()).append(']');
            } else {
                text.append(text.isEmpty() ? "" : ".").append(at.getMatchingProperty());
            }
        }
        return text.toString();
    }

    /** Every field of a document, and every entry of its lists. */
    private static List<JsonPointer> fields(JsonNode document) {
        var found = new ArrayList<JsonPointer>();
        collect(JsonPointer.empty(), document, found);
        return found;
    }

    private static void collect(JsonPointer at, JsonNode node, List<JsonPointer> found) {
        if (!at.matches()) {
            found.add(at);
        }
        node.properties().forEach(field -> collect(at.appendProperty(field.getKey()), field.getValue(), found));
        for (int i = 0; i < (node.isArray() ? node.size() : 0); i++) {
            collect(at.appendIndex(i), node.get(i), found);
        }
    }

    private static ObjectNode with(ObjectNode good, JsonPointer field, JsonNode value) {
        ObjectNode changed = good.deepCopy();
        switch (changed.at(field.head())) {
            case ObjectNode parent -> parent.set(field.last().getMatchingProperty(), value);
            case ArrayNode parent -> parent.set(field.last().getMatchingIndex(), value);
            case JsonNode other -> throw new IllegalStateException("nothing can be set in " + other);
        }
        return changed;
    }

    private static JsonNode anotherShape(JsonNode node) {
        return node.isContainerNode()
                ? JSON.textNode("nonsense")
                : JSON.objectNode().put("x", 1);
    }

    private static JsonNode anything(Random random, int depth) {
        return switch (random.nextInt(depth > 2 ? 8 : 10)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.textNode("");
            case 2 -> JSON.textNode(anyText(random));
            case 3 -> JSON.numberNode(random.nextLong());
            case 4 -> JSON.numberNode(random.nextInt(-2, 100));
            case 5 -> JSON.numberNode(random.nextGaussian() * 1e10);
            case 6 -> JSON.booleanNode(random.nextBoolean());
            case 7 -> JSON.textNode("я".repeat(random.nextInt(5_000)));
            case 8 -> {
                var list = JSON.arrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(anything(random, depth + 1));
                }
                yield list;
            }
            default -> {
                var object = JSON.objectNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    object.set(anyText(random), anything(random, depth + 1));
                }
                yield object;
            }
        };
    }

    private static String anyText(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.appendCodePoint(
                    switch (random.nextInt(5)) {
                        case 0 -> random.nextInt(32);
                        case 1 -> random.nextInt('!', 127);
                        case 2 -> random.nextInt('А', 'я');
                        case 3 -> 0x1F600 + random.nextInt(40);
                        default -> random.nextInt(0xD000, 0xE000);
                    });
        }
        return text.toString();
    }
}
