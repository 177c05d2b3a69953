package dev.offhook.dialogue.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.offhook.dialogue.conversation.Conversation.Medium;
import dev.offhook.dialogue.testsupport.TwoChannels;
import dev.offhook.events.CallEvent;
import dev.offhook.events.CallEvent.CallRejected;
import dev.offhook.events.CallEvent.CallStarted;
import dev.offhook.events.CallEvent.CallerSpoke;
import dev.offhook.events.CallEvent.TransferEnded;
import dev.offhook.events.Provider;
import dev.offhook.events.Reply;
import dev.offhook.events.Reply.HangUp;
import dev.offhook.events.Reply.Say;
import dev.offhook.events.Reply.Transfer;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.AfterHours;
import dev.offhook.events.TenantConfiguration.Hours;
import dev.offhook.kit.tenants.OnChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Calls of a channel that greets, records, ends and transfers in its own way, beside those of one that does not. */
class ChannelCallsTest {
    private static final Instant BEGAN = Instant.parse("2026-11-20T09:00:00Z");

    private ConversationState state = ConversationState.FRESH;
    private Duration elapsed = Duration.ofSeconds(5);

    @Test
    void channelsGreetingIsSaidOnItsCallsAlone() {
        assertThat(words(hear(TwoChannels.withDesk(null), Provider.VOXIMPLANT, started(Provider.VOXIMPLANT))))
                .containsExactly(TwoChannels.NOTICE, TwoChannels.VOXIMPLANT_GREETING);
        assertThat(words(hear(TwoChannels.withDesk(null), Provider.TWILIO, started(Provider.TWILIO))))
                .containsExactly(TwoChannels.NOTICE, TwoChannels.GREETING);
    }

    @Test
    void channelsLongestDurationHoldsOnItsCallsAlone() {
        // Given
        elapsed = Duration.ofMinutes(2);

        // When
        var limited = hear(TwoChannels.withDesk(null), Provider.VOXIMPLANT, spoke("вопрос"));
        var other = hear(TwoChannels.withDesk(null), Provider.TWILIO, spoke("человек"));

        // Then
        assertThat(action(limited)).isInstanceOf(HangUp.class);
        assertThat(action(other)).isInstanceOf(Transfer.class);
    }

    @Test
    void channelsNumberIsRungFirstAndTheTenantsNext() {
        // Given
        var first = hear(TwoChannels.withDesk(null), Provider.VOXIMPLANT, spoke("человек"));

        // When
        var next = hear(
                TwoChannels.withDesk(null),
                Provider.VOXIMPLANT,
                new TransferEnded(TransferEnded.Outcome.BUSY, null, 2));

        // Then
        assertThat(action(first)).isEqualTo(new Transfer(1, TwoChannels.FIRST, 20));
        assertThat(action(next)).isEqualTo(new Transfer(0, TwoChannels.DESK, 20));
    }

    @Test
    void withoutATargetTheChannelsNumberIsOneForRulesAndMisses() {
        // Given
        var tenant = TwoChannels.withoutDesk(null);

        // When
        var byRule = hear(tenant, Provider.VOXIMPLANT, spoke("человек"));
        state = ConversationState.FRESH;
        var offered = hear(tenant, Provider.VOXIMPLANT, spoke("абракадабра"));
        var wanted = hear(tenant, Provider.VOXIMPLANT, spoke("да"));
        state = ConversationState.FRESH;
        var elsewhere = hear(tenant, Provider.TWILIO, spoke("человек"));

        // Then
        assertThat(action(byRule)).isEqualTo(new Transfer(1, TwoChannels.FIRST, 30));
        assertThat(words(offered)).singleElement().asString().contains("?");
        assertThat(action(wanted)).isEqualTo(new Transfer(1, TwoChannels.FIRST, 30));
        assertThat(action(elsewhere)).isInstanceOf(Reply.Listen.class);
    }

    @Test
    void closedBusinessTransfersToTheChannelsNumber() {
        // When
        var answer = hear(
                TwoChannels.withoutDesk(closed(AfterHours.Action.TRANSFER)),
                Provider.VOXIMPLANT,
                started(Provider.VOXIMPLANT));

        // Then
        assertThat(action(answer)).isEqualTo(new Transfer(2, TwoChannels.FIRST, 30));
    }

    @ParameterizedTest
    @EnumSource(AfterHours.Action.class)
    void whoIsRecordedIsToldSoFirstAlsoWhenTheBusinessIsClosed(AfterHours.Action action) {
        // When
        var answer = hear(TwoChannels.withDesk(closed(action)), Provider.VOXIMPLANT, started(Provider.VOXIMPLANT));

        // Then
        assertThat(words(answer).getFirst()).isEqualTo(TwoChannels.NOTICE);
        assertThat(words(answer)).hasSizeGreaterThan(1).doesNotHaveDuplicates();
    }

    @Test
    void whoIsNotRecordedHearsNoNoticeBeforeTheEnd() {
        // When
        var answer = hear(
                TwoChannels.withDesk(closed(AfterHours.Action.MESSAGE)), Provider.TWILIO, started(Provider.TWILIO));

        // Then
        assertThat(words(answer)).doesNotContain(TwoChannels.NOTICE);
    }

    @Test
    void whoIsRefusedWithWordsIsToldOfTheRecordingToo() {
        // Given
        var dialogue = new Dialogue(TwoChannels.withDesk(null));

        // When
        var recorded = dialogue.refuse(
                started(Provider.VOXIMPLANT), CallRejected.Reason.CONCURRENT_CALLS, situation(Provider.VOXIMPLANT));
        var other = dialogue.refuse(
                started(Provider.TWILIO), CallRejected.Reason.CONCURRENT_CALLS, situation(Provider.TWILIO));

        // Then
        assertThat(words(recorded)).hasSize(2).first().isEqualTo(TwoChannels.NOTICE);
        assertThat(words(other)).hasSize(1);
    }

    private Decision.Answer hear(TenantConfiguration tenant, Provider provider, CallEvent.Turn turn) {
        var dialogue = new Dialogue(
                OnChannel.of(tenant, Conversation.voiceChannel(provider).orElse(null)));
        var answer = WithoutSearch.complete(dialogue, dialogue.decide(turn, situation(provider)));
        state = answer.next();
        return answer;
    }

    private Situation situation(Provider provider) {
        return new Situation(
                state,
                Medium.CALL,
                provider,
                provider.id() + ":1",
                "+14155550100",
                "+15005550006",
                BEGAN,
                BEGAN.plus(elapsed));
    }

    private static CallStarted started(Provider provider) {
        return new CallStarted(provider, "+14155550100", "+15005550006", 7);
    }

    private static CallerSpoke spoke(String text) {
        return new CallerSpoke(text, null, null, null);
    }

    private static Hours closed(AfterHours.Action action) {
        return new Hours(List.of(), List.of(), new AfterHours(action, null));
    }

    private static List<String> words(Decision.Answer answer) {
        return answer.messages().stream()
                .filter(Say.class::isInstance)
                .map(say -> ((Say) say).text())
                .toList();
    }

    private static Reply.Action action(Decision.Answer answer) {
        return answer.messages().stream()
                .filter(Reply.Action.class::isInstance)
                .map(Reply.Action.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
