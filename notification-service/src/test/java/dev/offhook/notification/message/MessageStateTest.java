package dev.offhook.notification.message;

import java.time.Instant;
import java.util.List;

import dev.offhook.notification.message.MessageState.Accepted;
import dev.offhook.notification.message.MessageState.Failed;
import dev.offhook.notification.message.MessageState.Sending;
import dev.offhook.notification.message.MessageState.Sent;
import dev.offhook.notification.message.MessageState.Step.Lost;
import dev.offhook.notification.message.MessageState.Step.Refused;
import dev.offhook.notification.message.MessageState.Step.Started;
import dev.offhook.notification.message.MessageState.Step.Taken;
import dev.offhook.notification.message.MessageState.Unknown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class MessageStateTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    static List<Arguments> allowed() {
        return List.of(
                arguments(new Accepted(), new Started(), new Sending()),
                arguments(new Accepted(), new Refused(null, "no channel"), new Failed(null, "no channel")),
                arguments(new Sending(), new Taken("SM1"), new Sent("SM1")),
                arguments(new Sending(), new Refused("21610", "opted out"), new Failed("21610", "opted out")),
                arguments(new Sending(), new Lost("timeout"), new Unknown("timeout")),
                arguments(new Unknown("timeout"), new Lost("again"), new Unknown("timeout")),
                arguments(new Unknown("timeout"), new Taken("SM1"), new Sent("SM1")),
                arguments(new Unknown("timeout"), new Refused("30007", "filtered"), new Failed("30007", "filtered")));
    }

    static List<Arguments> forbidden() {
        return List.of(
                arguments(new Accepted(), new Taken("SM1")),
                arguments(new Accepted(), new Lost("timeout")),
                arguments(new Sending(), new Started()),
                arguments(new Unknown("timeout"), new Started()),
                arguments(new Sent("SM1"), new Started()),
                arguments(new Sent("SM1"), new Refused(null, "late")),
                arguments(new Failed(null, "no"), new Started()),
                arguments(new Failed(null, "no"), new Taken("SM1")));
    }

    @ParameterizedTest
    @MethodSource("allowed")
    void allowedStepMovesTheMessage(MessageState before, MessageState.Step step, MessageState expected) {
        // When
        var after = before.after(step);
        // Then
        assertThat(after).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("forbidden")
    void forbiddenStepIsRefusedByName(MessageState before, MessageState.Step step) {
        // When
        var moving = assertThatThrownBy(() -> before.after(step));
        // Then
        moving.isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(before.getClass().getSimpleName())
                .hasMessageContaining(step.getClass().getSimpleName());
    }

    @Test
    void requestOfAMessageThatNobodyBeganIsSent() {
        assertThat(Redelivery.of(new Accepted(), null, NOW)).isEqualTo(Redelivery.SEND);
    }

    @Test
    void requestOfAMessageThatIsBeingSentWaits() {
        assertThat(Redelivery.of(new Sending(), NOW.plusSeconds(1), NOW)).isEqualTo(Redelivery.WAIT);
    }

    @Test
    void requestOfAMessageWhoseSenderDiedGivesItUp() {
        assertThat(Redelivery.of(new Sending(), NOW, NOW)).isEqualTo(Redelivery.GIVE_UP);
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void requestOfAMessageWithAnOutcomeTellsIt(MessageState outcome) {
        assertThat(Redelivery.of(outcome, null, NOW)).isEqualTo(Redelivery.TELL);
    }

    static List<MessageState> outcomes() {
        return List.of(new Sent("SM1"), new Failed(null, "no"), new Unknown("timeout"));
    }
}
