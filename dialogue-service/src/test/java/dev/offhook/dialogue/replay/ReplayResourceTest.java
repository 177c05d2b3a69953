package dev.offhook.dialogue.replay;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.offhook.dialogue.database.BackgroundDatabase;
import dev.offhook.dialogue.testsupport.Bearer;
import dev.offhook.dialogue.testsupport.Clinic;
import dev.offhook.dialogue.testsupport.Told;
import dev.offhook.events.EventJson;
import dev.offhook.servers.RealKeycloak;
import dev.offhook.servers.RealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** Stored turns against other versions. */
@QuarkusTest
@WithTestResource(RealServers.class)
@WithTestResource(RealKeycloak.class)
class ReplayResourceTest {
    private static final String PATH = "/api/tenants/clinic/replays";
    /** Every test has an hour of its own. */
    private static final Instant FIRST = Instant.parse("2026-10-01T00:00:00Z");

    private static final AtomicInteger HOURS = new AtomicInteger();

    @Inject
    Told told;

    @Inject
    Clinic clinic;

    @Inject
    BackgroundDatabase database;

    private Instant since;

    @BeforeEach
    void open() {
        Bearer.asAdmin();
        clinic.open();
        since = FIRST.plus(Duration.ofHours(HOURS.incrementAndGet()));
        version(7, "Приём стоит две тысячи.");
    }

    @Test
    void anUnchangedVersionShowsNoDifference() {
        // Given
        conversation("Приём стоит тысячу.");

        // When
        var lines = replay(Map.of());

        // Then
        assertThat(lines).hasSize(4);
        assertThat(lines.getLast().path("summary"))
                .isEqualTo(json("{\"version\":1,\"conversations\":1,\"turns\":3,\"different\":0,\"notComparable\":0}"));
        assertThat(lines.subList(0, 3)).allMatch(line -> line.path("same").asBoolean());
    }

    @Test
    void aChangedRuleShowsAsADifference() {
        // Given
        String call = conversation("Приём стоит тысячу.");

        // When
        var lines = replay(Map.of("version", 7));

        // Then
        var different = lines.stream()
                .filter(line -> line.path("comparable").asBoolean())
                .filter(line -> !line.path("same").asBoolean())
                .toList();
        assertThat(different).singleElement().satisfies(line -> {
            assertThat(line.path("conversation").asText()).isEqualTo(call);
            assertThat(line.path("turn").asInt()).isEqualTo(1);
            assertThat(line.path("caller").asText()).isEqualTo("Сколько стоит приём?");
            assertThat(line.path("then").path("words").asText()).isEqualTo("Приём стоит тысячу.");
            assertThat(line.path("now").path("words").asText()).isEqualTo("Приём стоит две тысячи.");
            assertThat(line.path("now").path("detail").asText()).isEqualTo("price");
        });
        assertThat(lines.getLast().path("summary").path("different").asInt()).isEqualTo(1);
    }

    @Test
    void anAnswerOfAnLlmIsNotComparedWithARule() {
        // Given
        String call = told.call(Clinic.SLUG, "+79161234567", since);
        told.turn(call, 1, "Что вы посоветуете?", "Отдых и чай с малиной.", "llm");

        // When
        var without = replay(Map.of());
        var with = replay(Map.of("llm", true));

        // Then
        assertThat(without.getFirst().path("comparable").asBoolean()).isFalse();
        assertThat(without.getFirst().has("same")).isFalse();
        assertThat(without.getLast().path("summary").path("notComparable").asInt())
                .isEqualTo(1);
        assertThat(with.getFirst().path("same").asBoolean(true)).isFalse();
    }

    @Test
    void aTurnThatFailsIsShownAndTheRestGoesOn() {
        // Given
        String call = told.call(Clinic.SLUG, "+79161234567", since);
        told.turn(call, 1, "взорвись", "Не знаю.", "no-match");
        told.turn(call, 2, "ничего", "Не знаю.", "no-match");

        // When
        var lines = replay(Map.of());

        // Then
        assertThat(lines.getFirst().path("now").path("source").asText()).isEqualTo("failed");
        assertThat(lines.get(1).path("same").asBoolean()).isTrue();
        assertThat(lines.getLast().path("summary").path("different").asInt()).isEqualTo(1);
    }

    @Test
    void theNewestAreTakenAndShownInTheirOrder() {
        // Given
        for (int i = 0; i < 120; i++) {
            String call = told.call(Clinic.SLUG, "+79161234567", since.plusSeconds(i));
            told.turn(call, 1, "вопрос " + i, "Не знаю.", "no-match");
        }

        // When
        var lines = replay(Map.of("limit", 110));

        // Then
        assertThat(lines).hasSize(111);
        assertThat(lines.getFirst().path("caller").asText()).isEqualTo("вопрос 10");
        assertThat(lines.get(109).path("caller").asText()).isEqualTo("вопрос 119");
    }

    @Test
    void aVersionThatWasNeverSeenIsNamed() {
        post("{\"since\":\"2026-11-20T10:15:30Z\",\"version\":99}", 404, "version");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | since",
                "[] | since",
                "{\"since\":\"7d\"} | since",
                "{\"since\":null} | since",
                "{\"since\":\"2026-11-20T10:15:30Z\",\"until\":\"2026-11-20T10:15:30Z\"} | until",
                "{\"since\":\"2026-11-20T10:15:30Z\",\"limit\":0} | limit",
                "{\"since\":\"2026-11-20T10:15:30Z\",\"limit\":5001} | limit",
                "{\"since\":\"2026-11-20T10:15:30Z\",\"version\":\"last\"} | version",
                "{\"since\":\"2026-11-20T10:15:30Z\",\"llm\":\"yes\"} | llm"
            })
    void aFieldThatDoesNotReadIsNamed(String body, String field) {
        post(body, 400, field);
    }

    private static void post(String body, int status, String field) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post(PATH)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("field", equalTo(field));
    }

    private List<JsonNode> replay(Map<String, Object> asked) {
        var request = new HashMap<>(asked);
        request.put("since", since.toString());
        request.put("until", since.plus(Duration.ofHours(1)).toString());
        return given().contentType(ContentType.JSON)
                .body(request)
                .post(PATH)
                .then()
                .statusCode(200)
                .contentType("application/x-ndjson")
                .extract()
                .asString()
                .lines()
                .map(ReplayResourceTest::json)
                .toList();
    }

    private String conversation(String price) {
        String call = told.call(Clinic.SLUG, "+79161234567", since);
        told.turn(call, 0, null, "Здравствуйте, клиника!", "greeting");
        told.turn(call, 1, "Сколько стоит приём?", price, "rule");
        told.turn(call, 2, "Спасибо", "Не знаю.", "no-match");
        return call;
    }

    private void version(long version, String price) {
        database.transaction(sql -> sql.update(
                "insert into tenant_version (tenant, version, data, seen_at) values ('clinic', ?, ?, ?)"
                        + " on conflict do nothing",
                version,
                new String(EventJson.write(clinic.version(version, price)), StandardCharsets.UTF_8),
                Instant.now()));
    }

    private static JsonNode json(String text) {
        try {
            return EventJson.mapper().readTree(text);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
