package dev.offhook.examples.calllog;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import dev.offhook.events.CallEvent.CallEnded;
import dev.offhook.events.CallEvent.CallRejected;
import dev.offhook.events.CallEvent.CallStarted;
import dev.offhook.events.CallEvent.CallerInterrupted;
import dev.offhook.events.CallEvent.CallerPressed;
import dev.offhook.events.CallEvent.CallerSpoke;
import dev.offhook.events.ConversationRecord;
import dev.offhook.events.ConversationRecord.Exchange;
import dev.offhook.events.ConversationRecord.Extraction;
import dev.offhook.events.ConversationRecord.Medium;
import dev.offhook.events.ConversationRecord.Outcome;
import dev.offhook.events.Envelope;
import dev.offhook.events.Event;
import dev.offhook.events.Provider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class CallLineTest {
    private static final Instant BEGAN = Instant.parse("2026-11-20T10:15:30Z");
    private static final Instant LATER = BEGAN.plusSeconds(5);
    private static final CallLine UNKNOWN = CallLine.of("twilio:CA1", "hr-center");
    private static final CallLine RECORDED = new CallLine("twilio:CA1", "hr-center", BEGAN, 1, 63, "transferred", 2);

    @Test
    void eventsOfACallAddUp() {
        var line = UNKNOWN.after(envelope(new CallStarted(Provider.TWILIO, null, null, 7)))
                .after(envelope(new CallerSpoke("да", null, null, 1)))
                .after(envelope(new CallerInterrupted("")))
                .after(envelope(new CallerPressed("1", 2)))
                .after(envelope(new CallEnded("completed", 60)));

        assertThat(line).isEqualTo(new CallLine("twilio:CA1", "hr-center", LATER, 2, 60, null, 0));
    }

    @Test
    void refusedCallHasAnOutcomeWithoutARecord() {
        assertThat(UNKNOWN.after(envelope(new CallRejected(CallRejected.Reason.PLAN))))
                .isEqualTo(new CallLine("twilio:CA1", "hr-center", LATER, 0, null, "rejected", 0));
    }

    @Test
    void recordReplacesWhatWasCounted() {
        assertThat(UNKNOWN.after(envelope(new CallerPressed("1", 1)))
                        .after(envelope(new CallerPressed("2", 2)))
                        .after(envelope(record(2, Medium.CALL))))
                .isEqualTo(RECORDED);
    }

    @ParameterizedTest
    @MethodSource
    void nothingButAHigherRevisionChangesARecordedCall(Event late) {
        assertThat(RECORDED.after(envelope(late))).isEqualTo(RECORDED);
    }

    static Stream<Event> nothingButAHigherRevisionChangesARecordedCall() {
        return Stream.of(
                new CallStarted(Provider.TWILIO, null, null, 7),
                new CallerSpoke("да", null, null, 1),
                new CallEnded("completed", 60),
                new CallRejected(CallRejected.Reason.PLAN),
                record(1, Medium.CALL),
                record(2, Medium.CALL));
    }

    @Test
    void textThreadIsNoCall() {
        assertThat(UNKNOWN.after(envelope(record(1, Medium.SMS)))).isEqualTo(UNKNOWN);
    }

    private static Envelope<Event> envelope(Event event) {
        return new Envelope<>("id", "/offhook/test", "twilio:CA1", "hr-center", LATER, null, null, event);
    }

    private static ConversationRecord record(int revision, Medium medium) {
        return new ConversationRecord(
                revision,
                medium,
                Provider.TWILIO,
                null,
                null,
                7L,
                BEGAN,
                BEGAN.plusSeconds(63),
                Outcome.TRANSFERRED,
                List.of(new Exchange(1, LATER, "да", "да", "rule", null, List.of(), null, true)),
                new Extraction("no-llm", null, List.of()),
                null,
                List.of(),
                false);
    }
}
