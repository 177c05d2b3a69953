package dev.offhook.webhook.provider;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import dev.offhook.events.CallEvent.CallerInterrupted;
import dev.offhook.events.Envelope;
import dev.offhook.events.Event;
import dev.offhook.events.Provider;
import dev.offhook.events.Topic;
import dev.offhook.kit.kafka.EventPublisher;
import dev.offhook.servers.RealServers;
import dev.offhook.webhook.ingress.ThreadKey;
import dev.offhook.webhook.testsupport.DemoTenants;
import dev.offhook.webhook.testsupport.Payloads;
import dev.offhook.webhook.testsupport.Payloads.Payload;
import dev.offhook.webhook.testsupport.ScriptedDialogue;
import dev.offhook.webhook.testsupport.Twilio;
import dev.offhook.webhook.testsupport.Unlimited;
import dev.offhook.webhook.testsupport.VoximplantAccount;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Every payload of {@code vectors/payloads.json} that somebody posts to us, over HTTP, with the answer and the event. */
@QuarkusTest
@WithTestResource(RealServers.class)
@TestProfile(Unlimited.class)
class PayloadReplayTest {
    static final List<Payload> POSTED = Payloads.posted();
    static final List<Payload> SIGNED = POSTED.stream().filter(Payload::isForm).toList();

    /** Where the payloads go that nobody posts to us: sockets, other people's APIs, our own answers. */
    private static final List<String> ELSEWHERE = List.of(
            "wss (from Twilio)",
            "wss (to Twilio)",
            "POST /2010-04-01/Accounts/ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/Messages.json",
            "GET Messages/{Sid}.json",
            "POST Messages.json",
            "any REST call",
            "reply",
            "reply to /webhook/call",
            "reply to /webhook/sms",
            "reply to the three events",
            "SendSmsMessage",
            "A2PSendSms",
            "ControlSms",
            "any Management API call",
            "StartScenarios",
            "GetCallHistory",
            "VoxEngine media WebSocket");

    @Inject
    DemoTenants tenants;

    @Inject
    VoximplantAccount account;

    @Inject
    ScriptedDialogue dialogue;

    @Inject
    EventPublisher publisher;

    @Inject
    ThreadKey threads;

    private final String run = UUID.randomUUID().toString().replace("-", "").substring(0, 12);

    @BeforeEach
    void tenantsAreKnown() {
        tenants.awaitKnown();
        account.awaitKnown();
    }

    @Test
    void everyPayloadIsPostedOrBelongsElsewhere() {
        assertThat(Payloads.all().stream()
                        .filter(payload -> !payload.isPosted())
                        .map(Payload::route))
                .isSubsetOf(ELSEWHERE);
        assertThat(POSTED)
                .extracting(Payload::id)
                .containsExactlyInAnyOrderElementsOf(expected().keySet());
    }

    @ParameterizedTest
    @FieldSource("POSTED")
    void payloadGetsItsAnswerAndBecomesItsEvent(Payload payload) {
        // Given
        var ours = ExpectedAnswers.oursOf(payload, run);
        var expected = expected().get(payload.id());

        // When
        var answer = post(ours);

        // Then
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(expected.status());
        assertThat(answer.contentType() == null ? "" : answer.contentType()).startsWith(expected.contentType());
        assertThat(answer.asString()).matches(expected.body(), "is the documented answer");
        if (answer.contentType() != null && answer.contentType().startsWith("text/xml")) {
            assertThat(Twilio.read(answer.asString()).getTagName()).isEqualTo("Response");
        }
        var published = published(ours);
        assertThat(published).hasSameSizeAs(expected.events());
        for (int i = 0; i < published.size(); i++) {
            var wanted = expected.events().get(i);
            assertThat(published.get(i).id()).matches("[^:]+(:[^:]+)?" + wanted.id());
            assertThat(published.get(i).data()).isEqualTo(wanted.data());
        }
    }

    @ParameterizedTest
    @FieldSource("POSTED")
    void copyOfAPayloadGetsTheSameAnswerAndHasTheSameIds(Payload payload) {
        // Given
        var ours = ExpectedAnswers.oursOf(payload, run);

        // When
        var first = post(ours);
        var second = post(ours);

        // Then
        assertThat(second.statusCode()).isEqualTo(first.statusCode());
        assertThat(second.asString()).isEqualTo(first.asString());
        // The seed's own JSON names neither turn nor message: nothing tells its copy from new words.
        if (payload.isForm()) {
            assertThat(published(ours)).hasSizeLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @FieldSource("POSTED")
    void payloadAsItIsMeetsAClearAnswer(Payload payload) {
        // When
        var answer = post(payload);

        // Then
        assertThat(answer.statusCode()).as(answer.asString()).isIn(200, 204, 400, 403, 404);
        if (answer.statusCode() >= 400) {
            assertThat(answer.contentType()).startsWith("application/problem+json");
            assertThat(answer.jsonPath().getString("detail")).isNotBlank();
        }
    }

    @ParameterizedTest
    @FieldSource("SIGNED")
    void unsignedFormIsRefusedAndTellsNothing(Payload payload) {
        // Given
        var ours = ExpectedAnswers.oursOf(payload, run);

        // When
        var answer = request(ours).post(ours.path());

        // Then
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(published(ours)).isEmpty();
    }

    private Map<String, Expected> expected() {
        return ExpectedAnswers.of(run);
    }

    private Response post(Payload payload) {
        String path = payload.path() + account.query(payload.path());
        var request = request(payload);
        if (payload.isForm()) {
            request.header("X-Twilio-Signature", Payloads.sign(DemoTenants.TOKEN, path, payload.raw()))
                    .header("I-Twilio-Idempotency-Token", "token-" + run);
        }
        if (payload.path().equals("/test/call")) {
            request.header("Authorization", "Bearer only-for-tests");
        }
        return request.post(path);
    }

    private static RequestSpecification request(Payload payload) {
        var request = given().urlEncodingEnabled(false).contentType(payload.contentType());
        // What is no form goes out byte for byte.
        request = payload.isForm()
                ? request.body(payload.raw())
                : request.body(payload.raw().getBytes(UTF_8));
        return withHeaders(request, payload);
    }

    private static RequestSpecification withHeaders(RequestSpecification request, Payload payload) {
        payload.headers().forEach((name, value) -> {
            if (!name.equals("Content-Type") && !name.startsWith("X-Twilio-") && !name.startsWith("I-Twilio-")) {
                request.header(name, value);
            }
        });
        return request;
    }

    /** What stands on the topics under the payload's subject: all ids, since a mark behind them has been seen. */
    private List<Envelope<Event>> published(Payload payload) {
        String subject = subject(payload);
        var mark = new Envelope<>(
                "mark:" + UUID.randomUUID(),
                "/offhook/test",
                subject,
                "hr-center",
                Instant.now(),
                null,
                null,
                new CallerInterrupted(""));
        boolean text =
                payload.path().startsWith("/webhook/sms") || payload.raw().contains("sms_inbound");
        publisher.publish(text ? Topic.SMS_EVENTS : Topic.CALL_EVENTS, subject, mark);
        dialogue.awaitEvent(mark.id());
        var seen = new HashSet<String>();
        return dialogue.eventsOf(subject).stream()
                .filter(envelope -> !envelope.id().startsWith("mark:"))
                // A thread holds the messages of all cases.
                .filter(envelope ->
                        !text || envelope.id().contains(run) || envelope.id().endsWith(":1001"))
                .filter(envelope -> seen.add(envelope.id()))
                .toList();
    }

    private String subject(Payload payload) {
        return switch (payload.path()) {
            case "/webhook/voximplant" -> Provider.VOXIMPLANT.conversationId("vox" + run);
            case "/webhook/voximplant/account" ->
                payload.raw().contains("sms_inbound")
                        ? threads.of(VoximplantAccount.SLUG, Provider.VOXIMPLANT, "+79161234567", "+74951234567")
                        : Provider.VOXIMPLANT.conversationId("1234567890");
            case "/test/call" -> Provider.TEST.conversationId(run);
            case "/webhook/sms" -> threads.of("hr-center", Provider.TWILIO, Twilio.CALLER, DemoTenants.HR_NUMBER);
            case "/webhook/sms-status" ->
                threads.of("hr-center", Provider.TWILIO, "+15558675310", DemoTenants.HR_NUMBER);
            default -> Provider.TWILIO.conversationId("CA" + run);
        };
    }
}
