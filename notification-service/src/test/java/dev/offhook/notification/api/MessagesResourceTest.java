package dev.offhook.notification.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import dev.offhook.events.Messaging.Template;
import dev.offhook.events.Messaging.Template.Parameter;
import dev.offhook.events.Messaging.Template.Type;
import dev.offhook.events.SmsEvent.Status;
import dev.offhook.notification.testsupport.Bearer;
import dev.offhook.notification.testsupport.FakeTwilio;
import dev.offhook.notification.testsupport.FakeVoximplant;
import dev.offhook.notification.testsupport.Published;
import dev.offhook.notification.testsupport.Queued;
import dev.offhook.notification.testsupport.Rules;
import dev.offhook.notification.testsupport.SmsTenants;
import dev.offhook.notification.testsupport.TwilioRequests;
import dev.offhook.servers.RealKeycloak;
import dev.offhook.servers.RealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

@QuarkusTest
@WithTestResource(RealServers.class)
@WithTestResource(RealKeycloak.class)
@WithTestResource(FakeTwilio.class)
@WithTestResource(FakeVoximplant.class)
class MessagesResourceTest {
    private static final String SLUG = "hotel-royal";
    private static final String LIST = "/api/tenants/hotel-royal/messages";

    private final String key = UUID.randomUUID().toString();
    private final String to = Queued.number();

    @Inject
    SmsTenants tenants;

    @BeforeEach
    void hotelAsks() {
        var booking = new Template(
                "booking",
                Map.of("en", "{guest}, see you on {arrival}."),
                List.of(new Parameter("guest", Type.TEXT), new Parameter("arrival", Type.DATE)));
        tenants.sending(
                SLUG,
                Rules.plain().templates(booking).blocked("CU").maxSegments(3).messaging());
        Bearer.as("hotel");
    }

    @Test
    void sameKeyIsOneMessage() {
        // Given
        String body = body("'to':'%s','text':'Привет %s','purpose':'notification'".formatted(to, key));
        var first = post(key, body).statusCode(202).header("Location", containsString(LIST + "/api"));
        String id = first.extract().path("id");
        Published.outcome(id, Status.SENT);
        // When
        var second = post(key, body);
        // Then
        second.statusCode(200)
                .body("id", equalTo(id))
                .body("status", equalTo("sent"))
                .body("messageId", notNullValue());
        assertThat(TwilioRequests.with(key)).hasSize(1);
    }

    @Test
    void sameKeyForAnotherMessageContradicts() {
        // Given
        post(key, body("'to':'%s','text':'a','purpose':'notification'".formatted(to)))
                .statusCode(202);
        // When
        var second = post(key, body("'to':'%s','text':'b','purpose':'notification'".formatted(to)));
        // Then
        second.statusCode(409).body("field", equalTo("Idempotency-Key"));
    }

    @Test
    void templateIsFilledAndTheMessageCanBeRead() {
        // Given
        String body = body(("'to':'%s','purpose':'notification','conversation':'c-%s','template':{'id':'booking',"
                        + "'parameters':{'guest':'Ivan %s','arrival':'2026-12-24'}}")
                .formatted(to, key, key));
        // When
        String id = post(key, body).statusCode(202).extract().path("id");
        Published.outcome(id, Status.SENT);
        // Then
        given().get(LIST + "/" + id)
                .then()
                .statusCode(200)
                .body("text", equalTo("Ivan " + key + ", see you on December 24, 2026."))
                .body("template", equalTo("booking"))
                .body("segments", equalTo(1))
                .body("from", equalTo(SmsTenants.NUMBER));
    }

    @Test
    void messageOfTomorrowIsScheduled() {
        // Given
        String body = body("'to':'%s','text':'a','purpose':'marketing','notBefore':'%s'"
                .formatted(to, Instant.now().plusSeconds(86_400)));
        // When
        String id = post(key, body).statusCode(202).extract().path("id");
        // Then
        assertThat(Published.outcome(id, Status.SCHEDULED).event().reason()).contains("not to be sent before");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'to':'112','text':'a','purpose':'reply'                                 | to          | is no E.164 number
            'to':'+5352345678','text':'a','purpose':'reply'                         | to          | CU, which is blocked
            'to':'+79161234567','text':'a','purpose':'spam'                         | purpose     | good are [reply, notification, marketing]
            'to':'+79161234567','text':'a','purpose':'reply','colour':'red'         | colour      | is not known; known are [
            'to':'+79161234567','text':{'a':1},'purpose':'reply'                    | text        | is of another kind
            'to':'+79161234567','text':'a','purpose':'reply','notBefore':'tomorrow' | notBefore   | good is 2026-11-20T10:15:30Z
            'to':'+79161234567','text':'a','purpose':'reply','channel':'fax'        | channel     | good are [twilio-voice
            'to':'+79161234567','text':'a','purpose':'reply','from':'+15005550001'  | from        | is no number of the tenant's channel
            'to':'+79161234567','purpose':'reply','template':{'id':'bocking'}       | template.id | known are [after-hours, booking
            'to':'+79161234567','purpose':'reply','template':{'id':'booking','parameters':{'guest':'a'}} | template.parameters.arrival | is missing; good is 2026-12-24
            'to':'+79161234567','purpose':'reply','template':{'id':'booking','gap':1} | template.gap | is not known
            """)
    void faultNamesTheField(String fields, String field, String detail) {
        // Given
        String body = body(fields);
        // When
        var answer = post(key, body);
        // Then
        answer.statusCode(400)
                .contentType("application/problem+json")
                .body("field", equalTo(field))
                .body("detail", containsString(detail));
    }

    @Test
    void longTextsAndBadBodiesAndKeysAreNamed() {
        post(key, body("'to':'+79161234567','purpose':'reply','text':'" + "ж".repeat(300) + "'"))
                .statusCode(400)
                .body("field", equalTo("text"))
                .body("detail", equalTo("makes 5 segments; this tenant sends at most 3"));
        post(key, "[]").statusCode(400).body("field", equalTo("body"));
        post(key, "{").statusCode(400).body("field", equalTo("body"));
        post(key, "{}").statusCode(400).body("field", equalTo("tenant"));
        post("a b", body("'to':'+79161234567','text':'a','purpose':'reply'"))
                .statusCode(400)
                .body("field", equalTo("Idempotency-Key"));
    }

    @Test
    void strangersAndViewersSendNothing() {
        String body = body("'to':'+79161234567','text':'a','purpose':'reply'");
        Bearer.as("hr");
        post(key, body).statusCode(404);
        given().get(LIST).then().statusCode(404);
        Bearer.as("viewer");
        post(key, body).statusCode(403);
        given().get(LIST).then().statusCode(200);
    }

    @Test
    void pagesNeitherRepeatNorSkip() {
        // Given
        String conversation = "pages-" + key;
        for (int i = 0; i < 5; i++) {
            String fields = "'to':'%s','text':'a%d','purpose':'reply','conversation':'%s'";
            post(key + i, body(fields.formatted(to, i, conversation))).statusCode(202);
        }
        // When
        var seen = new ArrayList<String>();
        String cursor = "";
        while (cursor != null) {
            var page = given().queryParam("conversation", conversation)
                    .queryParam("limit", 2)
                    .queryParam("cursor", cursor)
                    .get(LIST)
                    .then()
                    .statusCode(200)
                    .extract();
            seen.addAll(page.<List<String>>path("messages.id"));
            cursor = page.path("next");
        }
        // Then
        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"status,lost", "purpose,spam", "since,yesterday", "cursor,x", "limit,0", "limit,201"})
    void badParameterIsNamed(String parameter, String value) {
        // Given
        var request = given().queryParam(parameter, value);
        // When
        var answer = request.get(LIST).then();
        // Then
        answer.statusCode(400).body("field", equalTo(parameter));
    }

    private static String body(String fields) {
        return ("{'tenant':'" + SLUG + "'," + fields + "}").replace('\'', '"');
    }

    private static ValidatableResponse post(String key, String body) {
        return given().header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/messages")
                .then();
    }
}
