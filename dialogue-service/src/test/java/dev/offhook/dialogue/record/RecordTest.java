package dev.offhook.dialogue.record;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import jakarta.inject.Inject;

import dev.offhook.dialogue.database.BackgroundDatabase;
import dev.offhook.dialogue.store.TenantVersions;
import dev.offhook.dialogue.testsupport.RecordsSeen;
import dev.offhook.dialogue.testsupport.Told;
import dev.offhook.dialogue.testsupport.Wire;
import dev.offhook.events.CallEvent;
import dev.offhook.events.CallEvent.CallRecorded;
import dev.offhook.events.CallEvent.RecordingTranscribed;
import dev.offhook.events.ConversationRecord;
import dev.offhook.events.ConversationRecord.Extraction;
import dev.offhook.events.ConversationRecord.FieldValue;
import dev.offhook.events.ConversationRecord.Medium;
import dev.offhook.events.ConversationRecord.Outcome;
import dev.offhook.events.ConversationRecord.Recording;
import dev.offhook.events.ConversationRecord.ToolResult;
import dev.offhook.events.TenantConfiguration.Tool;
import dev.offhook.events.Topic;
import dev.offhook.servers.RealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What becomes of a conversation that is over, from the tables to Kafka. */
@QuarkusTest
@WithTestResource(RealServers.class)
class RecordTest {
    private static final String CALLER = "+14155550100";
    private static final Instant START = Instant.now().truncatedTo(ChronoUnit.MICROS);

    @Inject
    Told told;

    @Inject
    RecordsSeen topic;

    @Inject
    Wire wire;

    @Inject
    RecordTasks tasks;

    @Inject
    ConversationReader conversations;

    @Inject
    TenantVersions tenants;

    @Inject
    RecordConfiguration configuration;

    @Inject
    IdleConversations idle;

    @Inject
    Records records;

    @Inject
    BackgroundDatabase database;

    @Test
    void aConversationThatIsOverLeavesOneDocument() {
        // Given
        String call = told.call(CALLER, START);
        told.turn(call, 0, null, "Здравствуйте!", "greeting");
        told.turn(call, 1, "Интересует IT 🙂", "IT-сфера очень перспективна!", "rule");

        // When
        told.end(call, "message-taken");
        ConversationRecord document = topic.awaitRevision(call, 1);

        // Then
        assertThat(document.medium()).isEqualTo(Medium.CALL);
        assertThat(document.from()).isEqualTo(CALLER);
        assertThat(document.tenantVersion()).isEqualTo(1);
        assertThat(document.startedAt()).isEqualTo(START);
        assertThat(document.endedAt()).isEqualTo(START.plusSeconds(63));
        assertThat(document.outcome()).isEqualTo(Outcome.MESSAGE_TAKEN);
        assertThat(document.erased()).isFalse();
        assertThat(document.costs()).isNull();
        assertThat(document.extraction().absent()).isEqualTo("no-llm");
        assertThat(document.transcript()).hasSize(2);
        assertThat(document.transcript().getLast()).satisfies(turn -> {
            assertThat(turn.caller()).isEqualTo("Интересует IT 🙂");
            assertThat(turn.assistant()).isEqualTo("IT-сфера очень перспективна!");
            assertThat(turn.source()).isEqualTo("rule");
            assertThat(turn.detail()).isEqualTo("it-chosen");
            assertThat(turn.firstWordsMillis()).isEqualTo(40);
            assertThat(turn.at()).isEqualTo(START.plusSeconds(1));
            assertThat(turn.tools()).containsExactly(new ToolResult(Tool.NOTE_FIELD, "interests", "noted"));
        });
        assertThat(topic.of(call)).singleElement().satisfies(envelope -> {
            assertThat(envelope.id()).isEqualTo(call + ":record:1");
            assertThat(envelope.tenant()).isEqualTo("hr-center");
        });
    }

    @Test
    void aRecordingAfterTheEndRaisesTheRevision() {
        // Given
        String call = told.call(CALLER, START);
        told.end(call, "completed");
        topic.awaitRevision(call, 1);

        // When
        told.recording(call, "https://example.org/RE1");
        ConversationRecord document = topic.awaitRevision(call, 2);

        // Then
        assertThat(document.recordings()).containsExactly(new Recording("https://example.org/RE1", 61));
        assertThat(topic.of(call))
                .extracting(envelope -> RecordsSeen.record(envelope).revision())
                .containsExactly(1, 2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theWordsOfARecordingStandBesideIt(boolean wordsFirst) {
        // Given
        String call = told.call(CALLER, START);
        told.end(call, "completed");
        topic.awaitRevision(call, 1);
        String url = "https://example.org/RE2";
        List<CallEvent> events = List.of(new CallRecorded(url, 12), new RecordingTranscribed(url, "Call me back"));

        // When
        (wordsFirst ? events.reversed() : events)
                .forEach(event -> wire.publish(
                        Topic.CALL_EVENTS,
                        call,
                        Wire.envelope(call + event.getClass().getSimpleName(), call, "hr-center", event)));

        // Then
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(topic.of(call))
                .extracting(RecordsSeen::record)
                .anySatisfy(document ->
                        assertThat(document.recordings()).containsExactly(new Recording(url, 12, "Call me back"))));
    }

    @Test
    void aRecordingBeforeTheEndMakesNoRecord() {
        // Given
        String going = told.call(CALLER, START);
        String over = told.call(CALLER, START);

        // When
        told.recording(going, "https://example.org/RE1");
        told.end(over, "completed");
        topic.awaitRevision(over, 1);

        // Then
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> dueAt(going) == null);
        assertThat(topic.of(going)).isEmpty();
    }

    @Test
    void aNotedFieldStandsAgainstAnExtractedOne() {
        // Given
        String call = told.call(CALLER, START);
        told.noted(call, "interests", "IT");
        told.endSilently(call, "completed");
        Summarizer llm = (_, _, _) -> new Extraction(
                null,
                "Звонивший меняет профессию.",
                List.of(
                        new FieldValue("interests", "медицина", "llm"),
                        new FieldValue("motivation", "деньги", "llm"),
                        new FieldValue("not-asked-for", "x", "llm")));

        // When
        var tenant = tenants.atOrNow("hr-center", 1L).orElseThrow();
        var extraction = maker(llm).make(task(call, 1)).orElseThrow().extraction();

        // Then
        assertThat(extraction.summary()).isEqualTo("Звонивший меняет профессию.");
        assertThat(extraction.fields())
                .hasSameSizeAs(tenant.assistant().fields())
                .noneMatch(field -> field.name().equals("not-asked-for"));
        if (!tenant.assistant().fields().isEmpty()) {
            assertThat(extraction.fields())
                    .contains(
                            new FieldValue("interests", "IT", "noted"), new FieldValue("motivation", "деньги", "llm"));
        }
    }

    @Test
    void aSummaryThatFailsIsTriedAgainThenLeftOut() {
        // Given
        String call = told.call(CALLER, START);
        told.endSilently(call, "completed");
        Summarizer broken = (_, _, _) -> {
            throw new IllegalStateException("429");
        };

        // When
        var last = maker(broken).make(task(call, 3)).orElseThrow();

        // Then
        assertThatThrownBy(() -> maker(broken).make(task(call, 2))).hasMessage("429");
        assertThat(last.extraction().absent()).isEqualTo("failed");
    }

    @Test
    void aDocumentThatIsOutOfDateIsNotStored() {
        // Given
        String call = told.call(CALLER, START);
        told.endSilently(call, "completed");
        told.claimedBy(call, "slow");
        var slow = new RecordTask(call, 1, 0, 1, "slow");
        var document = maker((_, _, _) -> new Extraction("no-llm", null, List.of()))
                .make(slow)
                .orElseThrow();

        // When
        told.recording(call, "https://example.org/RE1");
        boolean stored = tasks.store(slow, document);
        tasks.done(slow);

        // Then
        assertThat(stored).isFalse();
        assertThat(topic.awaitRevision(call, 1).recordings()).hasSize(1);
    }

    @Test
    void aCallWhoseEndNeverCameIsEnded() {
        // Given
        String silent = told.call(CALLER, START.minus(Duration.ofMinutes(31)));
        String alive = told.call(CALLER, START.minus(Duration.ofMinutes(29)));
        String thread = told.thread("hr-center", CALLER, START.minus(Duration.ofHours(23)));

        // When
        idle.endThem();
        ConversationRecord document = topic.awaitRevision(silent, 1);

        // Then
        assertThat(document.outcome()).isEqualTo(Outcome.TIMED_OUT);
        assertThat(document.endedAt()).isEqualTo(START.minus(Duration.ofMinutes(1)));
        assertThat(version(silent)).isEqualTo(1);
        assertThat(List.of(version(alive), version(thread))).containsOnly(0);
    }

    @Test
    void aChangeOutsideOfATransactionIsRefused() {
        assertThatThrownBy(() -> records.conversationChanged("twilio:CA0", START))
                .isInstanceOf(IllegalStateException.class);
    }

    private RecordMaker maker(Summarizer summarizer) {
        return new RecordMaker(conversations, tenants, tasks, summarizer, (_, _) -> null, configuration);
    }

    private static RecordTask task(String conversation, int attempts) {
        return new RecordTask(conversation, 1, 0, attempts, "test");
    }

    private Instant dueAt(String id) {
        return database.transaction(sql -> sql.list(
                        "select due_at from record_task where conversation_id = ?", row -> row.instant("due_at"), id))
                .getFirst();
    }

    private int version(String id) {
        return database.transaction(sql ->
                        sql.first("select version from conversation where id = ?", row -> row.number("version"), id))
                .orElseThrow();
    }
}
