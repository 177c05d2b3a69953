package dev.offhook.notification.operations;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import dev.offhook.events.Envelope;
import dev.offhook.events.Messaging.Budget;
import dev.offhook.events.Messaging.Template;
import dev.offhook.events.SmsEvent.Status;
import dev.offhook.events.SmsRequest;
import dev.offhook.events.SmsRequest.Purpose;
import dev.offhook.events.SmsRequest.TemplateUse;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.Topic;
import dev.offhook.kit.kafka.EventPublisher;
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
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@WithTestResource(RealServers.class)
@WithTestResource(RealKeycloak.class)
@WithTestResource(FakeTwilio.class)
@WithTestResource(FakeVoximplant.class)
class OperationsTest {
    private static final String PATH = "/api/tenants/hr-center/";

    private final String id = UUID.randomUUID().toString();
    private final String to = Queued.number();

    @Inject
    SmsTenants tenants;

    @Inject
    EventPublisher publisher;

    @Inject
    Upkeep upkeep;

    @Inject
    MeterRegistry meters;

    @BeforeEach
    void tenantIsKnown() {
        tenants.sending("hr-center", Rules.plain().messaging());
        Bearer.as("hr");
    }

    @AfterEach
    void goOn() {
        Bearer.as("hr");
        given().post(PATH + "message-queue/resume").then().statusCode(200);
    }

    @Test
    void pausedTenantsMessagesWaitUntilItIsResumed() {
        // Given
        given().post(PATH + "message-queue/pause")
                .then()
                .statusCode(200)
                .body("pausedSince", notNullValue())
                .body("pausedBy", equalTo("hr"));
        ask(id, new SmsRequest(to, null, id, Purpose.REPLY, null));
        var waiting = Published.outcome(id, Status.SCHEDULED).event();
        upkeep.look();
        double depth = meters.get("offhook.sms.queue.depth")
                .tag("state", "scheduled")
                .gauge()
                .value();
        boolean sent = !TwilioRequests.with(id).isEmpty();
        given().get(PATH + "message-queue").then().body("waiting.scheduled", greaterThanOrEqualTo(1));
        // When
        var resumed = given().post(PATH + "message-queue/resume").then();
        // Then
        resumed.statusCode(200).body("pausedSince", nullValue());
        assertThat(sent).isFalse();
        assertThat(depth).isGreaterThanOrEqualTo(1);
        assertThat(waiting.reason()).isEqualTo("the tenant's messages are paused");
        Published.outcome(id, Status.SENT);
        assertThat(TwilioRequests.with(id)).hasSize(1);
        assertThat(meters.get("offhook.sms.until.taken")
                        .tag("purpose", "reply")
                        .timer()
                        .count())
                .isPositive();
    }

    @Test
    void deadLetterThatIsReplayedTwiceIsSentOnceWhenItsFaultIsMended() {
        // Given
        var use = new TemplateUse("later", null, Map.of());
        ask(id, new SmsRequest(to, null, null, Purpose.NOTIFICATION, null, use, null, null, null));
        String reason = Published.outcome(id, Status.FAILED).event().reason();
        int letter = given().get(PATH + "dead-letters")
                .then()
                .statusCode(200)
                .extract()
                .path("deadLetters.find { it.requestId == '" + id + "' }.id");
        var mended = new Template("later", Map.of("en", "Mended " + id), List.of());
        tenants.sending("hr-center", Rules.plain().templates(mended).messaging());
        replay(letter).statusCode(200).body("replayed[0].requestId", equalTo(id + "/replay-" + letter));
        // When
        var again = replay(letter);
        // Then
        again.statusCode(200).body("refused.size()", equalTo(0));
        Published.outcome(id + "/replay-" + letter, Status.SENT);
        assertThat(reason).startsWith("template.id: 'later' is no template");
        assertThat(TwilioRequests.with("Mended " + id)).hasSize(1);
        given().get(PATH + "dead-letters")
                .then()
                .body("deadLetters.find { it.id == " + letter + " }.replayedAt", notNullValue());
    }

    @Test
    void deadLettersOfOthersAreNeitherSeenNorReplayed() {
        // Given
        ask(id, "no-such-tenant", new SmsRequest(to, null, id, Purpose.REPLY, null));
        Published.outcome(id, Status.FAILED);
        Bearer.as("admin");
        int letter = given().get("/api/dead-letters")
                .then()
                .statusCode(200)
                .extract()
                .path("deadLetters.find { it.requestId == '" + id + "' }.id");
        Bearer.as("hr");
        // When
        var replay = replay(letter);
        // Then
        replay.statusCode(200)
                .body("replayed.size()", equalTo(0))
                .body("refused[0].reason", containsString("no dead letter of this id"));
        given().get(PATH + "dead-letters").then().body("deadLetters.requestId", not(hasItem(id)));
        given().get("/api/dead-letters").then().statusCode(403);
        given().contentType(ContentType.JSON)
                .body("{\"ids\":[]}")
                .post(PATH + "dead-letters/replay")
                .then()
                .statusCode(400)
                .body("field", equalTo("ids"));
    }

    @Test
    void optOutByHandHoldsUntilItIsRemoved() {
        // Given
        given().put(PATH + "opt-outs/" + to)
                .then()
                .statusCode(200)
                .body("number", equalTo(to))
                .body("source", equalTo("api"))
                .body("by", equalTo("hr"));
        given().queryParam("limit", 1).get(PATH + "opt-outs").then().body("optOuts[0].number", equalTo(to));
        ask(id, new SmsRequest(to, null, id, Purpose.REPLY, null));
        Published.outcome(id, Status.SUPPRESSED);
        // When
        var removed = given().delete(PATH + "opt-outs/" + to).then();
        // Then
        removed.statusCode(204);
        ask("again-" + id, new SmsRequest(to, null, id, Purpose.REPLY, null));
        Published.outcome("again-" + id, Status.SENT);
    }

    @Test
    void whatAMessageCostsIsSpentWhenItIsSent() {
        // Given
        given().get(PATH + "message-budget").then().statusCode(404).body("field", equalTo("messaging.budget"));
        var budget = new Budget(
                new BigDecimal("5.00"), "EUR", Map.of(Channel.Kind.TWILIO_SMS, new BigDecimal("0.25")), Map.of());
        tenants.sending("hr-center", Rules.plain().budget(budget).messaging());
        ask(id, new SmsRequest(to, null, id + "ж".repeat(60), Purpose.REPLY, null));
        var sent = Published.outcome(id, Status.SENT).event();
        // When
        var answer = given().get(PATH + "message-budget").then();
        // Then
        answer.statusCode(200)
                .body("month", equalTo(YearMonth.now(ZoneOffset.UTC).toString()))
                .body("currency", equalTo("EUR"))
                .body("cap", equalTo(5.00f))
                .body("spent", equalTo(0.50f))
                .body("reserved", equalTo(0.00f));
        assertThat(sent.segments()).isEqualTo(2);
        assertThat(sent.cost()).isEqualByComparingTo("0.50");
    }

    @Test
    void optOutsAreOfThoseWhoMayChangeThem() {
        given().put(PATH + "opt-outs/112").then().statusCode(400).body("field", equalTo("number"));
        Bearer.as("viewer");
        given().put(PATH + "opt-outs/" + to).then().statusCode(403);
        given().post(PATH + "message-queue/pause").then().statusCode(403);
        Bearer.as("hotel");
        given().get(PATH + "opt-outs").then().statusCode(404);
        given().get(PATH + "message-queue").then().statusCode(404);
    }

    private static ValidatableResponse replay(int letter) {
        return given().contentType(ContentType.JSON)
                .body("{\"ids\":[" + letter + "]}")
                .post(PATH + "dead-letters/replay")
                .then();
    }

    private void ask(String request, SmsRequest what) {
        ask(request, "hr-center", what);
    }

    private void ask(String request, String tenant, SmsRequest what) {
        publisher
                .publish(
                        Topic.SMS_REQUESTS,
                        "thread-" + request,
                        new Envelope<>(request, "/test", "sms:c", tenant, Instant.now(), null, null, what))
                .toCompletableFuture()
                .join();
    }
}
