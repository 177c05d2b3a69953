package dev.offhook.examples.calllog;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import dev.offhook.events.CallEvent.CallEnded;
import dev.offhook.events.CallEvent.CallStarted;
import dev.offhook.events.CallEvent.CallerPressed;
import dev.offhook.events.CallEvent.CallerSpoke;
import dev.offhook.events.ConversationRecord;
import dev.offhook.events.ConversationRecord.Extraction;
import dev.offhook.events.ConversationRecord.Medium;
import dev.offhook.events.ConversationRecord.Outcome;
import dev.offhook.events.Envelope;
import dev.offhook.events.EnvelopeSerializer;
import dev.offhook.events.Event;
import dev.offhook.events.Provider;
import dev.offhook.events.Topic;
import dev.offhook.servers.KafkaBroker;
import dev.offhook.servers.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CallLogTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Instant BEGAN = Instant.parse("2026-11-20T10:15:30Z");

    private static KafkaBroker broker;
    private static KafkaProducer<String, byte[]> producer;

    @TempDir
    private Path folder;

    private final List<CallLine> told = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void startKafka(@TempDir Path data) {
        broker = KafkaBroker.start(data, 0);
        new Topics(broker.bootstrapServers()).create();
        producer = new KafkaProducer<>(kafka(), new StringSerializer(), new ByteArraySerializer());
    }

    @AfterAll
    static void stopKafka() {
        producer.close();
        broker.close();
    }

    @Test
    void eventsThatComeTwiceCountOnce(TestInfo test) throws Exception {
        // Given
        String call = call(test);
        for (int copy = 0; copy < 2; copy++) {
            send(call, "0:CallStarted", new CallStarted(Provider.TWILIO, "+14155550100", "+15005550006", 7));
            send(call, "1:CallerSpoke", new CallerSpoke("Привет", 0.9, "ru-RU", 1));
            send(call, "2:CallerPressed", new CallerPressed("1", 2));
        }
        send(call, "CallEnded", new CallEnded("completed", 63));

        // When
        try (var journal = CallJournal.open(folder.resolve("journal"));
                var _ = start(test, journal)) {
            // Then
            Awaitility.await()
                    .atMost(SOON)
                    .until(() ->
                            journal.line(call) != null && journal.line(call).seconds() != null);
            assertThat(journal.line(call)).isEqualTo(new CallLine(call, "hr-center", BEGAN, 2, 63, null, 0));
        }
    }

    @Test
    void eachRevisionOfARecordIsToldOnce(TestInfo test) throws Exception {
        // Given
        String call = call(test);
        for (int revision : new int[] {1, 1, 2, 1, 2, 3}) {
            send(call, "record:" + revision, record(revision, Outcome.TRANSFERRED));
        }

        // When
        try (var journal = CallJournal.open(folder.resolve("journal"));
                var _ = start(test, journal)) {
            Awaitility.await()
                    .atMost(SOON)
                    .until(() ->
                            journal.line(call) != null && journal.line(call).revision() == 3);
        }

        // Then
        assertThat(told.stream().filter(line -> line.conversation().equals(call)))
                .extracting(CallLine::revision)
                .containsExactly(1, 2, 3);
    }

    @Test
    void poisonUnknownTypesAndTombstonesDoNotStopIt(TestInfo test) throws Exception {
        // Given
        String call = call(test);
        String gone = call + "-gone";
        send(gone, "record:1", record(1, Outcome.COMPLETED));
        producer.send(new ProducerRecord<>(Topic.CONVERSATIONS.topicName(), gone, null))
                .get();
        producer.send(new ProducerRecord<>(Topic.CALL_EVENTS.topicName(), call, "no event".getBytes(UTF_8)))
                .get();
        producer.send(new ProducerRecord<>(Topic.CALL_EVENTS.topicName(), null, new byte[] {(byte) 0xff, 0}))
                .get();
        producer.send(new ProducerRecord<>(Topic.CALL_EVENTS.topicName(), call, null))
                .get();
        var broken = message(call, "1:CallerSpoke", new CallerSpoke("Привет", 0.9, "ru-RU", 1));
        producer.send(new ProducerRecord<>(
                        broken.topic(), null, call, "{\"text\":[1]}".getBytes(UTF_8), broken.headers()))
                .get();
        var later = message(call, "2:CallerSpoke", new CallerSpoke("Привет", 0.9, "ru-RU", 2));
        later.headers().remove("ce_type").add("ce_type", "dev.offhook.CallerSang".getBytes(UTF_8));
        producer.send(later).get();
        send(call, "3:CallerSpoke", new CallerSpoke("Пока", 0.9, "ru-RU", 3));

        // When
        try (var journal = CallJournal.open(folder.resolve("journal"));
                var _ = start(test, journal)) {
            // Then
            Awaitility.await().atMost(SOON).untilAsserted(() -> {
                assertThat(journal.line(call)).isEqualTo(new CallLine(call, "hr-center", null, 1, null, null, 0));
                assertThat(told).extracting(CallLine::conversation).contains(gone);
                assertThat(journal.line(gone)).isNull();
            });
        }
    }

    @Test
    void everythingReadAgainChangesNothing(TestInfo test) throws Exception {
        // Given
        String call = call(test);
        send(call, "1:CallerSpoke", new CallerSpoke("Привет", 0.9, "ru-RU", 1));
        var path = folder.resolve("journal");
        try (var journal = CallJournal.open(path);
                var _ = start(test, journal)) {
            Awaitility.await().atMost(SOON).until(() -> journal.line(call) != null);
        }
        forgetOffsets(test);
        send(call, "CallEnded", new CallEnded("completed", 63));

        // When
        try (var journal = CallJournal.open(path);
                var _ = start(test, journal)) {
            // Then
            Awaitility.await().atMost(SOON).until(() -> journal.line(call).seconds() != null);
            assertThat(journal.line(call)).isEqualTo(new CallLine(call, "hr-center", null, 1, 63, null, 0));
        }
    }

    @Test
    void batchWhoseEffectFailsIsReadAgain(TestInfo test) throws Exception {
        // Given
        List<String> calls =
                IntStream.range(0, 20).mapToObj(i -> call(test) + i).toList();
        for (String call : calls) {
            send(call, "record:1", record(1, Outcome.COMPLETED));
        }
        var path = folder.resolve("journal");
        try (var journal = CallJournal.open(path);
                var log = new CallLog(kafka(), group(test), journal, line -> failAfterThree(test, line))) {
            // When
            assertThatThrownBy(log::run).hasMessage("the disk is full");
        }

        // Then
        try (var journal = CallJournal.open(path);
                var _ = start(test, journal)) {
            Awaitility.await().atMost(SOON).untilAsserted(() -> assertThat(calls)
                    .allMatch(call -> journal.line(call) != null));
        }
    }

    @Test
    void topicThatDoesNotExistIsNamed(@TempDir Path data) {
        // Given
        try (var empty = KafkaBroker.start(data, 0);
                var journal = CallJournal.open(folder.resolve("journal"));
                var log = new CallLog(
                        Map.of("bootstrap.servers", empty.bootstrapServers()), "early", journal, told::add)) {
            // When, Then
            assertThatThrownBy(log::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(Topic.CALL_EVENTS.topicName());
        }
    }

    private void failAfterThree(TestInfo test, CallLine line) {
        if (line.conversation().startsWith(call(test))) {
            told.add(line);
        }
        if (told.size() > 3) {
            throw new IllegalStateException("the disk is full");
        }
    }

    private AutoCloseable start(TestInfo test, CallJournal journal) {
        var log = new CallLog(kafka(), group(test), journal, told::add);
        Future<?> running = CompletableFuture.runAsync(log, Thread.ofPlatform()::start);
        return () -> {
            log.close();
            running.get();
        };
    }

    private static void forgetOffsets(TestInfo test) throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(kafka())) {
            admin.deleteConsumerGroups(List.of(group(test))).all().get();
        }
    }

    private static void send(String call, String id, Event event) throws ExecutionException, InterruptedException {
        producer.send(message(call, id, event)).get();
    }

    private static ProducerRecord<String, byte[]> message(String call, String id, Event event) {
        String topic = (event instanceof ConversationRecord ? Topic.CONVERSATIONS : Topic.CALL_EVENTS).topicName();
        var message = new ProducerRecord<String, byte[]>(topic, call, null);
        var envelope = new Envelope<>(call + ":" + id, "/offhook/test", call, "hr-center", BEGAN, null, null, event);
        byte[] data;
        try (var serializer = new EnvelopeSerializer()) {
            data = serializer.serialize(topic, message.headers(), envelope);
        }
        return new ProducerRecord<>(topic, null, call, data, message.headers());
    }

    private static ConversationRecord record(int revision, Outcome outcome) {
        return new ConversationRecord(
                revision,
                Medium.CALL,
                Provider.TWILIO,
                null,
                null,
                7L,
                BEGAN,
                BEGAN.plusSeconds(63),
                outcome,
                List.of(),
                new Extraction("no-llm", null, List.of()),
                null,
                List.of(),
                false);
    }

    private static Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    private static String group(TestInfo test) {
        return "call-log-" + test.getTestMethod().orElseThrow().getName();
    }

    private static String call(TestInfo test) {
        return "twilio:" + test.getTestMethod().orElseThrow().getName();
    }
}
