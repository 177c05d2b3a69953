package dev.offhook.dialogue.erasure;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.inject.Inject;

import dev.offhook.dialogue.database.BackgroundDatabase;
import dev.offhook.dialogue.testsupport.Bearer;
import dev.offhook.dialogue.testsupport.Clinic;
import dev.offhook.dialogue.testsupport.FakeTwilioRecordings;
import dev.offhook.dialogue.testsupport.RecordsSeen;
import dev.offhook.dialogue.testsupport.Told;
import dev.offhook.dialogue.testsupport.Wire;
import dev.offhook.events.ConversationRecord;
import dev.offhook.events.SmsEvent;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.Topic;
import dev.offhook.kit.tenants.Tenants;
import dev.offhook.servers.RealKeycloak;
import dev.offhook.servers.RealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

/** Erasure by number, and of what is old. */
@QuarkusTest
@WithTestResource(RealServers.class)
@WithTestResource(RealKeycloak.class)
@WithTestResource(FakeTwilioRecordings.class)
class ErasureTest {
    private static final Instant START = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private static final String PATH = "/api/tenants/clinic/erasures";
    private static final String RECORDINGS =
            "https://api.twilio.com/2010-04-01/Accounts/" + FakeTwilioRecordings.ACCOUNT + "/Recordings/RE";
    private static final String SECRET_WORDS = "меня зовут Алиса";

    @Inject
    Told told;

    @Inject
    Clinic clinic;

    @Inject
    RecordsSeen topic;

    @Inject
    BackgroundDatabase database;

    @Inject
    Retention retention;

    @Inject
    Wire wire;

    @Inject
    Tenants tenants;

    @ConfigProperty(name = "quarkus.rest-client.twilio.url")
    String twilio;

    private final String number = "+7916" + ThreadLocalRandom.current().nextInt(1_000_000, 10_000_000);

    @BeforeEach
    void open() {
        Bearer.asAdmin();
        clinic.open();
    }

    @Test
    void nothingThatAPersonSaidIsLeft() {
        // Given
        String call = overWithRecord();
        String other = told.call(Clinic.SLUG, "+79990001122", START);
        told.turn(other, 1, SECRET_WORDS, "Здравствуйте!", "rule");

        // When
        String id = request(number.substring(1));
        ConversationRecord redacted = topic.awaitRevision(call, 2);
        var state = awaitStatus(id, "done");

        // Then
        assertThat(redacted.erased()).isTrue();
        assertThat(redacted.from()).isNull();
        assertThat(redacted.to()).isNull();
        assertThat(redacted.extraction().absent()).isEqualTo("erased");
        assertThat(redacted.extraction().fields()).isEmpty();
        assertThat(redacted.transcript()).singleElement().satisfies(turn -> {
            assertThat(turn.caller()).isNull();
            assertThat(turn.assistant()).isNull();
            assertThat(turn.source()).isEqualTo("rule");
        });
        assertThat(everythingAbout(call)).doesNotContain("Алиса", number, "Python", "interests");
        assertThat(everythingAbout(other)).contains("Алиса");
        assertThat(state.getInt("conversations.erased")).isEqualTo(1);
        assertThat(state.getString("number")).startsWith("+791").contains("***");
        assertThat(erasureRow(id)).doesNotContain(number);
    }

    @Test
    void theSameRequestTwiceIsOne() {
        // Given
        String waiting = told.call(Clinic.SLUG, number, START);

        // When
        String first = request(number);
        String second = request(number);

        // Then
        assertThat(second).isEqualTo(first);
        told.end(waiting, "completed");
        awaitStatus(first, "done");
        assertThat(topic.awaitRevision(waiting, topic.of(waiting).size()).erased())
                .isTrue();
    }

    @Test
    void aCallThatGoesOnIsErasedWhenItIsOver() {
        // Given
        String call = told.call(Clinic.SLUG, number, START);
        told.turn(call, 1, SECRET_WORDS, "Здравствуйте!", "rule");
        String id = request(number);
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> state(id).getInt("conversations.waiting") == 1);

        // When
        told.end(call, "completed");
        awaitStatus(id, "done");

        // Then
        assertThat(everythingAbout(call)).doesNotContain("Алиса", number);
        assertThat(topic.of(call)).isNotEmpty();
        assertThat(RecordsSeen.record(topic.of(call).getLast()).erased()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", SmsEvent.WHATSAPP})
    void aThreadThatIsOpenIsErasedAtOnce(String medium) {
        // Given
        String thread = told.thread(Clinic.SLUG, medium + number, START);
        told.turn(thread, 1, SECRET_WORDS, "Здравствуйте!", "rule");

        // When
        String id = request(number);
        awaitStatus(id, "done");

        // Then
        assertThat(everythingAbout(thread)).doesNotContain("Алиса", number).contains("ended");
        assertThat(topic.awaitRevision(thread, 1).erased()).isTrue();
    }

    @Test
    void recordingsAreDeletedWhereTheProviderKeepsThem() {
        // Given
        String call = told.call(Clinic.SLUG, number, START);
        String there = sid('1');
        String gone = sid('4');
        String busy = sid('5');
        told.recording(call, RECORDINGS + there);
        told.recording(call, RECORDINGS + gone + ".mp3");
        told.recording(call, RECORDINGS + busy);
        told.recording(call, "https://storage.voximplant.com/records/2026/abc.mp3");
        told.end(call, "completed");

        // When
        String id = request(number);
        var state = awaitStatus(id, "manual");

        // Then
        assertThat(state.getInt("recordings.deleted")).isEqualTo(3);
        assertThat(state.getList("recordings.pending")).isEmpty();
        assertThat(state.getList("recordings.manual.url"))
                .containsExactly("https://storage.voximplant.com/records/2026/abc.mp3");
        assertThat(requestsToTwilio())
                .containsOnlyOnce("DELETE RE" + there)
                .containsOnlyOnce("DELETE RE" + gone)
                .contains("DELETE RE" + busy);
        assertThat(everythingAbout(call)).doesNotContain("/Recordings/");
    }

    @Test
    void aRecordingThatComesAfterTheErasureIsDeletedToo() {
        // Given
        String call = told.call(Clinic.SLUG, number, START);
        told.end(call, "completed");
        String id = request(number);
        awaitStatus(id, "done");

        // When
        String late = sid('1');
        told.recording(call, RECORDINGS + late);

        // Then
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> state(id).getInt("recordings.deleted") == 1);
        awaitStatus(id, "done");
        assertThat(requestsToTwilio()).containsOnlyOnce("DELETE RE" + late);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"number\":\"anonymous\"}", "{\"number\":\"\"}", "{\"number\":\"+7\"}"})
    void whatIsNoNumberIsRefused(String body) {
        given().contentType(ContentType.JSON)
                .body(body)
                .when()
                .post(PATH)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("field", equalTo("number"));
    }

    @Test
    void anotherTenantDoesNotSeeARequest() {
        String id = request(number);

        when().get("/api/tenants/hr-center/erasures/" + id)
                .then()
                .statusCode(404)
                .body("field", equalTo("id"));
        when().get("/api/tenants/nobody/erasures/" + id).then().statusCode(404).body("field", equalTo("tenant"));
    }

    @Test
    void whatIsOlderThanItMayBeIsDeleted() {
        // Given
        String old = told.call(Clinic.SLUG, number, START.minus(Duration.ofDays(91)));
        String young = told.call(Clinic.SLUG, number, START.minus(Duration.ofDays(89)));
        for (String call : new String[] {old, young}) {
            told.turn(call, 1, SECRET_WORDS, "Здравствуйте!", "rule");
            told.end(call, "completed");
            topic.awaitRevision(call, 1);
            inbox(call + ":old", START.minus(Duration.ofDays(9)));
            inbox(call + ":young", START.minus(Duration.ofDays(6)));
        }

        // When
        retention.deleteOld();

        // Then
        assertThat(everythingAbout(old)).isEmpty();
        assertThat(everythingAbout(young)).contains("Алиса");
        assertThat(inboxOf(young)).isEqualTo(1);
    }

    @Test
    void tenantSaysHowLongItsConversationsAreKept() {
        // Given
        keeping("short", 10);
        keeping("long", 400);
        String gone = ended("short", Duration.ofDays(11));
        String young = ended("short", Duration.ofDays(9));
        String kept = ended("long", Duration.ofDays(399));
        String old = ended("long", Duration.ofDays(401));

        // When
        retention.deleteOld();

        // Then
        assertThat(everythingAbout(gone)).isEmpty();
        assertThat(everythingAbout(old)).isEmpty();
        assertThat(everythingAbout(young)).contains("Алиса");
        assertThat(everythingAbout(kept)).contains("Алиса");
    }

    private void keeping(String slug, int days) {
        var plain = clinic.version(1, "Приём стоит тысячу.");
        var tenant = new TenantConfiguration(
                slug,
                plain.name(),
                1,
                plain.plan(),
                plain.locale(),
                plain.timeZone(),
                List.of(),
                plain.assistant(),
                plain.calls(),
                plain.hours(),
                plain.limits(),
                plain.messaging(),
                null,
                days,
                Map.of());
        wire.publish(Topic.TENANTS, slug, Wire.envelope("tenant:" + slug, slug, slug, tenant));
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> tenants.bySlug(slug)
                .isPresent());
    }

    private String ended(String slug, Duration ago) {
        String call = told.call(slug, number, START.minus(ago));
        told.turn(call, 1, SECRET_WORDS, "Здравствуйте!", "rule");
        told.end(call, "completed");
        topic.awaitRevision(call, 1);
        return call;
    }

    private String overWithRecord() {
        String call = told.call(Clinic.SLUG, number, START);
        told.turn(call, 1, SECRET_WORDS, "Рекомендую Python", "rule");
        told.noted(call, "interests", "IT");
        told.end(call, "completed");
        topic.awaitRevision(call, 1);
        return call;
    }

    private static String request(String number) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("number", number))
                .when()
                .post(PATH)
                .then()
                .statusCode(202)
                .header("Location", not(equalTo(null)))
                .extract()
                .path("id");
    }

    private static JsonPath state(String id) {
        return when().get(PATH + "/" + id).then().statusCode(200).extract().jsonPath();
    }

    private static JsonPath awaitStatus(String id, String status) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> state(id).getString("status").equals(status));
        return state(id);
    }

    private String requestsToTwilio() {
        return when().get(twilio + "/requests").asString();
    }

    private static String sid(char first) {
        return first + UUID.randomUUID().toString().replace("-", "").substring(1);
    }

    /** Every row that belongs to a conversation, as text. */
    private String everythingAbout(String id) {
        return database.transaction(
                sql -> String.join("\n", sql.list("""
                        select to_jsonb(c)::text as row from conversation c where id = ?
                        union all select to_jsonb(t)::text from turn t where conversation_id = ?
                        union all select to_jsonb(k)::text from reply_chunk k join turn using (event_id)
                            where conversation_id = ?
                        union all select to_jsonb(r)::text from record_revision r where conversation_id = ?
                        union all select to_jsonb(r)::text from recording r where conversation_id = ?
                        """, row -> row.text("row"), id, id, id, id, id)));
    }

    private String erasureRow(String id) {
        return database.transaction(sql -> sql.first(
                        "select to_jsonb(e)::text as row from erasure e where id = ?", row -> row.text("row"), id))
                .orElseThrow();
    }

    private void inbox(String event, Instant at) {
        database.transaction(sql -> sql.update(
                "insert into inbox (ce_id, kafka_partition, kafka_offset, created_at) values (?, 0, 0, ?)", event, at));
    }

    private int inboxOf(String call) {
        return database.transaction(sql -> sql.first(
                        "select count(*)::int as n from inbox where ce_id like ?", row -> row.number("n"), call + "%"))
                .orElse(0);
    }
}
