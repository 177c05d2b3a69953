package dev.offhook.notification.requests;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import dev.offhook.events.CloudEventHeaders;
import dev.offhook.events.Envelope;
import dev.offhook.events.EnvelopeSerializer;
import dev.offhook.events.SmsEvent;
import dev.offhook.events.SmsEvent.Status;
import dev.offhook.events.SmsRequest;
import dev.offhook.events.Topic;
import dev.offhook.notification.database.Database;
import dev.offhook.notification.store.Messages;
import dev.offhook.notification.store.StoredMessage;
import dev.offhook.notification.testsupport.FakeTwilio;
import dev.offhook.notification.testsupport.FakeVoximplant;
import dev.offhook.notification.testsupport.Published;
import dev.offhook.notification.testsupport.SmsTenants;
import dev.offhook.notification.testsupport.TwilioRequests;
import dev.offhook.servers.RealServers;
import dev.offhook.servers.Servers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@WithTestResource(RealServers.class)
@WithTestResource(FakeTwilio.class)
@WithTestResource(FakeVoximplant.class)
class SmsRequestsTest {
    private static final String TO = "+15005550009";
    private static final String DEAD_LETTERS = Topic.SMS_REQUESTS.deadLetterTopic();

    private final String id = "request-" + UUID.randomUUID();
    private final String key = "thread-" + UUID.randomUUID();

    @Inject
    SmsTenants tenants;

    @Inject
    Messages messages;

    @Inject
    Database database;

    @BeforeEach
    void tenantsAreKnown() {
        tenants.known("hr-center", true, FakeTwilio.TOKEN);
    }

    @Test
    void requestDeliveredThreeTimesIsSentOnce() {
        // Given
        var request = request(id, "Привет, мир & co " + id);
        // When
        for (int i = 0; i < 3; i++) {
            send(key, request);
        }
        send(key, request("next-" + id, "hello next-" + id));
        // Then
        Published.outcome("next-" + id, Status.SENT);
        assertThat(Published.statesUpTo(id, Status.SENT)).containsExactly(Status.ACCEPTED, Status.SENDING, Status.SENT);
        var outcome = Published.outcome(id, Status.SENT);
        assertThat(outcome.key()).isEqualTo(key);
        assertThat(outcome.subject()).isEqualTo("sms:conversation");
        assertThat(outcome.tenant()).isEqualTo("hr-center");
        assertThat(outcome.event().messageId()).startsWith("SM");
        assertThat(outcome.event().requestId()).isEqualTo(id);
        assertThat(outcome.event().conversation()).isEqualTo("sms:conversation");
        assertThat(outcome.event().purpose()).isEqualTo(reply());
        assertThat(outcome.event().segments()).isEqualTo(1);
        assertThat(TwilioRequests.with("Привет, мир & co " + id))
                .containsExactly(form(TO, SmsTenants.NUMBER, "Привет, мир & co " + id));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatsAppIsAnsweredOverWhatsApp(boolean senderNamed) {
        // Given
        String to = SmsEvent.WHATSAPP + TO;
        String from = SmsEvent.WHATSAPP + SmsTenants.NUMBER;
        // When
        send(key, envelope(id, "hr-center", new SmsRequest(to, senderNamed ? from : null, id, reply(), null)));
        // Then
        Published.outcome(id, Status.SENT);
        assertThat(TwilioRequests.with(id)).containsExactly(form(to, from, id));
    }

    @Test
    void concurrentDuplicatesAreSentOnce() {
        // Given
        var request = request(id, "slow " + id);
        // When
        IntStream.range(0, 6).forEach(i -> send(key + i, request));
        // Then
        IntStream.range(0, 6).forEach(i -> {
            String next = "next-" + i + "-" + UUID.randomUUID();
            send(key + i, request(next, "hello " + next));
            Published.outcome(next, Status.SENT);
        });
        assertThat(Published.statesUpTo(id, Status.SENT)).containsExactly(Status.ACCEPTED, Status.SENDING, Status.SENT);
        assertThat(TwilioRequests.with(id)).hasSize(1);
    }

    @Test
    void optedOutRecipientFailsWithTwiliosCode() {
        // Given
        var request = request(id, "21610 " + id);
        // When
        send(key, request);
        // Then
        var event = Published.outcome(id, Status.FAILED).event();
        assertThat(event.errorCode()).isEqualTo("21610");
        assertThat(event.reason()).isEqualTo("Attempt to send to unsubscribed recipient");
        assertThat(TwilioRequests.with(id)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"silent", "reset", "broken"})
    void lostAnswerIsUnknownAndNotSentAgain(String behaviour) {
        // Given
        var request = request(id, behaviour + " " + id);
        send(key, request);
        Published.outcome(id, Status.UNKNOWN);
        // When
        send(key, request);
        send(key, request("next-" + id, "hello next-" + id));
        // Then
        Published.outcome("next-" + id, Status.SENT);
        assertThat(TwilioRequests.with(behaviour + " " + id)).hasSize(1);
    }

    @Test
    void refusedConnectionIsTriedAgain() {
        // Given
        TwilioRequests.away(1500);
        await().pollInterval(Duration.ofMillis(20)).until(() -> !TwilioRequests.reachable());
        // When
        send(key, request(id, "hello " + id));
        // Then
        assertThat(Published.outcome(id, Status.SENT).event().messageId()).startsWith("SM");
        assertThat(TwilioRequests.with(id)).hasSize(1);
        assertThat(stored().queued().attempts()).isGreaterThan(1);
    }

    @Test
    void busyTwilioIsAskedAgain() {
        // Given
        var request = request(id, "busy2 " + id);
        // When
        send(key, request);
        // Then
        assertThat(Published.outcome(id, Status.SENT).event().messageId()).startsWith("SM");
        assertThat(TwilioRequests.with(id)).hasSize(3);
        assertThat(stored().queued().attempts()).isEqualTo(3);
    }

    @Test
    void twilioThatStaysBusyFailsTheMessage() {
        // Given
        var request = request(id, "busy " + id);
        // When
        send(key, request);
        // Then
        var event = Published.outcome(id, Status.FAILED).event();
        assertThat(event.errorCode()).isEqualTo("20429");
    }

    @Test
    void wrongCredentialsFailAndAreNeverShown() {
        // Given
        String wrong = "the-wrong-token";
        tenants.known("wrong-token", true, wrong);
        try (var log = CapturedLog.open()) {
            // When
            send(key, envelope(id, "wrong-token", new SmsRequest(TO, null, "secret text " + id, reply(), null)));
            // Then
            var outcome = Published.outcome(id, Status.FAILED);
            assertThat(outcome.event().errorCode()).isEqualTo("20003");
            assertThat(outcome.subject()).isEqualTo(key);
            assertThat(outcome.event().toString()).doesNotContain(wrong);
            assertThat(log.lines()).contains(id).doesNotContain(wrong, "secret text", TO);
        }
    }

    @Test
    void unreadableRecordGoesToTheDeadLettersAndTheNextIsSent() {
        // Given
        String next = "next-" + id;
        var headers = new HashMap<String, String>();
        headers.put("ce_id", id);
        headers.put("ce_tenant", "hr-center");
        headers.put("ce_type", "dev.offhook.SmsRequest");
        // When
        sendRaw(key, "{broken", headers);
        send(key, request(next, "hello " + next));
        // Then
        assertThat(Published.outcome(next, Status.SENT).event().messageId()).startsWith("SM");
        var dead = Published.records(DEAD_LETTERS, 1, message -> key.equals(message.key()))
                .getFirst();
        assertThat(new String(dead.value(), UTF_8)).isEqualTo("{broken");
        assertThat(CloudEventHeaders.get(dead.headers(), "dead-letter-reason")).contains("ce_time is missing");
        var event = Published.outcome(id, Status.FAILED).event();
        assertThat(event.reason()).contains("ce_time is missing");
    }

    @Test
    void recordThatSaysNothingGoesToTheDeadLettersAlone() {
        // When
        sendRaw(key, "", Map.of());
        // Then
        var dead = Published.records(DEAD_LETTERS, 1, message -> key.equals(message.key()))
                .getFirst();
        assertThat(CloudEventHeaders.get(dead.headers(), "dead-letter-reason")).contains("is missing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    hr-center | 8005550009   |              | hello   | to: '8005****09' is no E.164 number; good is +15005550006
                    hr-center | +15005550009 |              | '  '    | text: is blank
                    hr-center | +15005550009 | +15005550099 | hello   | from: '+150******99' is no number of the tenant's channel
                    nobody    | +15005550009 |              | hello   | tenant: 'nobody' is not known
                    hr-center | whatsapp:+15005550009 | +15005550006 | hello | from: '+150******06' is no number of the tenant's channel
                    off       | +15005550009 |              | hello   | tenant: 'off' has no channel twilio-sms that is switched on
                    hr-center |              |              | hello   | to: 'none' is no E.164 number
                    """)
    void invalidRequestFailsByName(String tenant, String to, String from, String text, String reason) {
        // Given
        tenants.known("off", false, FakeTwilio.TOKEN);
        // When
        send(key, envelope(id, tenant, new SmsRequest(to, from, text, reply(), null)));
        // Then
        var event = Published.outcome(id, Status.FAILED).event();
        assertThat(event.errorCode()).isNull();
        assertThat(event.reason()).contains(reason);
        var dead = Published.records(DEAD_LETTERS, 1, message -> key.equals(message.key()))
                .getFirst();
        assertThat(CloudEventHeaders.get(dead.headers(), "dead-letter-reason")).contains(reason);
    }

    @Test
    void messageOfACrashedSenderIsUnknownAndNotSent() {
        // Given
        database.transaction(sql -> sql.update("""
                insert into sms_message (request_id, tenant, thread_key, recipient, provider, state, task, due_at,
                    lease_until, leased_by, asking_since, asked_at, expires_at, channel, sender, body, segments, text,
                    purpose, created_at, updated_at)
                values (?, 'hr-center', ?, ?, 'twilio', 'sending', 'send', now(), now(), 'a replica that died', now(),
                    now(), now() + interval '1 day', 'twilio-sms', '+15005550006', 'hello', 1, 'hello', 'reply', now(),
                    now())
                """, id, key, TO));
        // When
        send(key, request(id, "hello " + id));
        // Then
        assertThat(Published.outcome(id, Status.UNKNOWN).event().reason()).contains("stopped while it waited");
        assertThat(TwilioRequests.with(id)).isEmpty();
    }

    @Test
    void slowThreadDelaysNoOtherAndKeepsItsOwnOrder() {
        // Given
        String other = "other-" + id;
        // When
        sendTo(0, key, request(id + "-1", "silent " + id + "-1"));
        sendTo(0, key, request(id + "-2", "hello " + id + "-2"));
        sendTo(0, key, request(id + "-3", "hello " + id + "-3"));
        sendTo(0, "other-" + key, request(other, "hello " + other));
        // Then
        assertThat(Published.outcome(other, Status.SENT).event().messageId()).startsWith("SM");
        assertThat(TwilioRequests.with(id + "-2")).isEmpty();
        Published.outcome(id + "-3", Status.SENT);
        assertThat(TwilioRequests.with(id + "-"))
                .extracting(form -> form.get("Body"))
                .containsExactly("silent " + id + "-1", "hello " + id + "-2", "hello " + id + "-3");
    }

    private StoredMessage stored() {
        return messages.find(id).orElseThrow();
    }

    /** What Twilio is asked for: a day is longer than it keeps a message. */
    private Map<String, String> form(String to, String from, String body) {
        return Map.of(
                "To",
                to,
                "From",
                from,
                "Body",
                body,
                "ValidityPeriod",
                "36000",
                "StatusCallback",
                "https://bot.example.org/t/hr-center/webhook/sms-status?message=" + id);
    }

    private static SmsRequest.Purpose reply() {
        return SmsRequest.Purpose.REPLY;
    }

    private static Envelope<SmsRequest> request(String id, String text) {
        return envelope(id, "hr-center", new SmsRequest(TO, SmsTenants.NUMBER, text, reply(), "sms:conversation"));
    }

    private static Envelope<SmsRequest> envelope(String id, String tenant, SmsRequest request) {
        return new Envelope<>(id, "/test", "sms:conversation", tenant, Instant.now(), null, null, request);
    }

    private static void send(String key, Envelope<?> envelope) {
        sendTo(null, key, envelope);
    }

    private static void sendTo(Integer partition, String key, Envelope<?> envelope) {
        try (var producer = new KafkaProducer<>(settings(), new StringSerializer(), new EnvelopeSerializer())) {
            producer.send(new ProducerRecord<>(Topic.SMS_REQUESTS.topicName(), partition, key, envelope));
        }
    }

    private static void sendRaw(String key, String value, Map<String, String> headers) {
        try (var producer = new KafkaProducer<>(settings(), new StringSerializer(), new ByteArraySerializer())) {
            var message = new ProducerRecord<>(Topic.SMS_REQUESTS.topicName(), key, value.getBytes(UTF_8));
            headers.forEach((name, text) -> message.headers().add(name, text.getBytes(UTF_8)));
            producer.send(message);
        }
    }

    private static Map<String, Object> settings() {
        return Map.of("bootstrap.servers", Servers.get().bootstrapServers());
    }
}
