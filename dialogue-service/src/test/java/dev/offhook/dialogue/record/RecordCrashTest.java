package dev.offhook.dialogue.record;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import dev.offhook.dialogue.database.BackgroundDatabase;
import dev.offhook.dialogue.testsupport.RecordsSeen;
import dev.offhook.dialogue.testsupport.Told;
import dev.offhook.events.Envelope;
import dev.offhook.kit.kafka.EventPublisher;
import dev.offhook.servers.RealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Workers that die, and workers that work at once. */
@QuarkusTest
@WithTestResource(RealServers.class)
class RecordCrashTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    Told told;

    @Inject
    RecordsSeen seen;

    @Inject
    RecordTasks tasks;

    @Inject
    RecordMaker maker;

    @Inject
    RecordTopic topic;

    @Inject
    RecordWork work;

    @Inject
    Bell bell;

    @Inject
    RecordConfiguration configuration;

    @Inject
    EventPublisher publisher;

    @Inject
    BackgroundDatabase database;

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> kafka;

    /** The steps of a record, in order. */
    enum Step {
        CLAIMED,
        STORED,
        PLACE_NOTED,
        SENT,
        MARKED
    }

    @ParameterizedTest
    @EnumSource
    void aWorkerThatDiesAfterAStepLeavesOneDocument(Step last) {
        // Given
        String call = ended();
        told.claimedBy(call, "dead");
        dieAfter(last, new RecordTask(call, 1, 0, 1, "dead"));

        // When
        told.leaseIsOver(call);
        bell.ring();
        awaitDone(call);

        // Then
        assertThat(seen.of(call)).extracting(Envelope::id).containsExactly(call + ":record:1");
    }

    @Test
    void aDocumentWhoseAcknowledgementIsLostIsNotSentAgain() {
        // Given
        String call = ended();
        told.claimedBy(call, "unlucky");
        var lossy = new RecordTopic(kafka, publisher) {
            @Override
            void publish(Revision revision) {
                super.publish(revision);
                throw new CompletionException(new IllegalStateException("the acknowledgement is lost"));
            }
        };

        // When
        new RecordWork(tasks, maker, lossy).run(new RecordTask(call, 1, 0, 1, "unlucky"));
        awaitDone(call);

        // Then
        assertThat(seen.of(call)).extracting(Envelope::id).containsExactly(call + ":record:1");
    }

    @Test
    void aWorkerThatLostItsClaimStoresAndPublishesNothing() {
        // Given
        String call = ended();
        told.claimedBy(call, "new owner");
        var late = new RecordTask(call, 1, 0, 1, "old owner");

        // When
        work.run(late);
        told.leaseIsOver(call);
        bell.ring();
        awaitDone(call);

        // Then
        assertThat(seen.of(call)).extracting(Envelope::id).containsExactly(call + ":record:1");
    }

    @Test
    void twoWorkersShareAThousandRecordsAndMakeEachOnce() {
        // Given
        var other = new RecordWorker(tasks, work, bell, configuration);
        other.start();
        List<String> calls = IntStream.range(0, 1000).mapToObj(_ -> ended()).toList();

        // When
        calls.parallelStream().forEach(call -> told.end(call, "completed"));
        awaitDone(calls);
        other.stop();

        // Then
        var marker = ended();
        told.end(marker, "completed");
        seen.awaitRevision(marker, 1);
        var counts = calls.stream().map(call -> seen.of(call).size()).toList();
        assertThat(Collections.frequency(counts, 1)).isEqualTo(1000);
    }

    private void dieAfter(Step last, RecordTask task) {
        if (last.compareTo(Step.STORED) >= 0) {
            tasks.store(task, maker.make(task).orElseThrow());
        }
        for (var revision : tasks.unpublished(task.conversationId())) {
            if (last.compareTo(Step.PLACE_NOTED) >= 0) {
                tasks.publishing(task, revision, topic.end(task.conversationId()));
            }
            if (last.compareTo(Step.SENT) >= 0) {
                topic.publish(revision);
            }
            if (last.compareTo(Step.MARKED) >= 0) {
                tasks.published(revision);
            }
        }
    }

    private String ended() {
        String call = told.call("+1415555" + UUID.randomUUID().toString().substring(0, 4), Instant.now());
        told.turn(call, 1, "Привет", "Здравствуйте!", "rule");
        told.endSilently(call, "completed");
        return call;
    }

    private void awaitDone(String call) {
        awaitDone(List.of(call));
    }

    private void awaitDone(List<String> calls) {
        Awaitility.await()
                .atMost(SOON)
                .until(() -> database.transaction(sql ->
                                sql.first("""
                        select count(*)::int as done from record_task t join record_revision r using (conversation_id)
                        where conversation_id = any (?) and due_at is null and published_at is not null
                        """, row -> row.number("done"), calls).orElse(0))
                        == calls.size());
    }
}
