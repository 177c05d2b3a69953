package dev.offhook.dialogue.history;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.inject.Inject;

import dev.offhook.dialogue.testsupport.Bearer;
import dev.offhook.dialogue.testsupport.Clinic;
import dev.offhook.dialogue.testsupport.RecordsSeen;
import dev.offhook.dialogue.testsupport.Told;
import dev.offhook.servers.RealKeycloak;
import dev.offhook.servers.RealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

/** What can be asked about conversations. */
@QuarkusTest
@WithTestResource(RealServers.class)
@WithTestResource(RealKeycloak.class)
class ConversationsResourceTest {
    private static final String PATH = "/api/tenants/clinic/conversations";
    private static final Instant START = Instant.now().truncatedTo(ChronoUnit.MICROS);

    @Inject
    Told told;

    @Inject
    Clinic clinic;

    @Inject
    RecordsSeen topic;

    private final String number = "+7916" + ThreadLocalRandom.current().nextInt(1_000_000, 10_000_000);

    @BeforeEach
    void open() {
        Bearer.asAdmin();
        clinic.open();
    }

    @Test
    void pagesAreWalkedNewestFirstWithoutGapOrRepetition() {
        // Given
        var newestFirst = new ArrayList<String>();
        for (int i = 0; i < 7; i++) {
            // Two begin at the same moment.
            newestFirst.addFirst(told.call(Clinic.SLUG, number, START.plusSeconds(i / 2)));
        }

        // When
        var walked = new ArrayList<String>();
        String cursor = null;
        do {
            var request = given().queryParam("from", number).queryParam("limit", 2);
            var page = (cursor == null ? request : request.queryParam("cursor", cursor))
                    .get(PATH)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            walked.addAll(page.getList("conversations.id"));
            cursor = page.getString("next");
        } while (cursor != null);

        // Then
        assertThat(walked).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(newestFirst);
        assertThat(walked.getFirst()).isEqualTo(newestFirst.getFirst());
    }

    @Test
    void aFilterLeavesWhatItNames() {
        // Given
        String call = told.call(Clinic.SLUG, number, START.minusSeconds(60));
        told.turn(call, 1, "Сколько стоит приём?", "Приём стоит 100% тысячу.", "rule");
        told.end(call, "transferred");
        String text = told.thread(Clinic.SLUG, number, START);

        // Then
        assertThat(found("medium", "sms")).containsExactly(text);
        assertThat(found("outcome", "transferred")).containsExactly(call);
        assertThat(found("active", "true")).containsExactly(text);
        assertThat(found("q", "СКОЛЬКО стоит")).containsExactly(call);
        assertThat(found("q", "100%")).containsExactly(call);
        assertThat(found("q", "с%т")).isEmpty();
        assertThat(found("since", START.minusSeconds(30).toString())).containsExactly(text);
        assertThat(found("until", START.minusSeconds(30).toString())).containsExactly(call);
        assertThat(found("since", "2026-01-01T03:00:00+03:00")).containsExactly(text, call);
    }

    @Test
    void aTurnTellsWhatItTookOfAnLlm() {
        // Given
        String call = told.call(Clinic.SLUG, number, START);
        told.turn(call, 1, "Сколько стоит приём?", "Тысячу.", "llm");

        // Then
        when().get(PATH + "/" + call)
                .then()
                .statusCode(200)
                .body("usage.turn", contains(1))
                .body("usage[0].inputTokens", equalTo(100))
                .body("usage[0].outputTokens", equalTo(20));
    }

    @Test
    void theBudgetIsThatOfTheMonth() {
        when().get("/api/tenants/clinic/budget").then().statusCode(404).body("field", equalTo("limits.budget"));
        when().get("/api/tenants/nobody/budget").then().statusCode(404).body("field", equalTo("tenant"));
    }

    @ParameterizedTest
    @CsvSource({
        "medium,fax",
        "outcome,great",
        "since,yesterday",
        "until,+999999999-12-31T23:59:59Z",
        "active,maybe",
        "cursor,%%%",
        "cursor,YWJj",
        "limit,0",
        "limit,201",
        "limit,many"
    })
    void aValueThatDoesNotReadIsNamed(String parameter, String value) {
        given().queryParam(parameter, value)
                .get(PATH)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("field", equalTo(parameter));
    }

    @Test
    void oneConversationShowsItsTurnsAndItsRecord() {
        // Given
        String call = told.call(Clinic.SLUG, number, START);
        told.turn(call, 0, null, "Здравствуйте, клиника!", "greeting");
        told.turn(call, 1, "Сколько стоит?", "Тысячу.", "rule");
        told.recording(call, "https://example.org/RE1");
        told.end(call, "message-taken");
        topic.awaitRevision(call, 1);

        // Then
        when().get(PATH + "/" + call)
                .then()
                .statusCode(200)
                .body("from", equalTo(number))
                .body("active", equalTo(false))
                .body("outcome", equalTo("message-taken"))
                .body("revision", equalTo(1))
                .body("extraction.absent", equalTo("no-llm"))
                .body("turns.caller", contains(null, "Сколько стоит?"))
                .body("turns.source", contains("greeting", "rule"))
                .body("recordings.url", contains("https://example.org/RE1"));
    }

    @Test
    void anotherTenantsConversationIsNotThere() {
        String call = told.call("hr-center", number, START);

        when().get(PATH + "/" + call).then().statusCode(404).body("field", equalTo("id"));
        when().get(PATH + "/" + call + "/events").then().statusCode(404);
        when().get("/api/tenants/nobody/conversations").then().statusCode(404).body("field", equalTo("tenant"));
        given().queryParam("from", number).get(PATH).then().body("conversations", empty());
    }

    @Test
    void daysAreTheTenantsOwn() {
        // Given
        var day = LocalDate.of(2026, 3, 10);
        var lateEvening = day.atTime(LocalTime.of(23, 30)).atZone(Clinic.ZONE).toInstant();
        String first = told.call(Clinic.SLUG, number, lateEvening);
        told.turn(first, 1, "а", "б", "rule", 100);
        told.turn(first, 2, "а", "б", "no-match", 200);
        told.turn(first, 3, "а", "б", "rule", 300);
        told.end(first, "transferred");
        String second = told.call(Clinic.SLUG, number, lateEvening.plus(Duration.ofHours(1)));
        told.turn(second, 1, "а", "б", "knowledge", 10);
        String text = told.thread(Clinic.SLUG, number, lateEvening.minus(Duration.ofHours(20)));
        told.turn(text, 1, "а", "б", "rule", 500);

        // Then
        given().queryParam("from", day.toString())
                .queryParam("to", day.toString())
                .get("/api/tenants/clinic/analytics")
                .then()
                .statusCode(200)
                .body("timeZone", equalTo("Asia/Vladivostok"))
                .body("days", hasSize(1))
                .body("days[0].day", equalTo("2026-03-10"))
                .body("days[0].calls", equalTo(1))
                .body("days[0].texts", equalTo(1))
                .body("days[0].turns", equalTo(4))
                .body("days[0].averageTurns", equalTo(2.0f))
                .body("days[0].averageSeconds", equalTo(63.0f))
                .body("days[0].transferred", equalTo(1))
                .body("days[0].answered.rule", equalTo(3))
                .body("days[0].answered.'no-match'", equalTo(1))
                .body("days[0].firstWords.p50.toDouble()", closeTo(250.0, 0.01))
                .body("days[0].costs.size()", equalTo(0));
        given().queryParam("from", "2026-03-10")
                .queryParam("to", "2026-03-11")
                .get("/api/tenants/clinic/analytics")
                .then()
                .body("days.day", contains("2026-03-10", "2026-03-11"));
    }

    @ParameterizedTest
    @CsvSource({"from,10.03.2026", "to,tomorrow", "from,2027-01-01", "from,2020-01-01", "to,+999999999-12-31"})
    void aDayThatCannotBeIsNamed(String parameter, String value) {
        var request = given().queryParam(parameter, value);
        ("to".equals(parameter) ? request : request.queryParam("to", "2026-03-10"))
                .get("/api/tenants/clinic/analytics")
                .then()
                .statusCode(400)
                .body("field", equalTo(parameter));
    }

    @Test
    void aDayOnWhichNothingHappenedIsNotTold() {
        when().get("/api/tenants/clinic/analytics?from=2019-01-01&to=2019-01-31")
                .then()
                .statusCode(200)
                .body("days", empty())
                .body("days.day", not(hasItem("2019-01-01")));
    }

    private List<String> found(String parameter, String value) {
        return given().queryParam("from", number)
                .queryParam(parameter, value)
                .get(PATH)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("conversations.id");
    }
}
