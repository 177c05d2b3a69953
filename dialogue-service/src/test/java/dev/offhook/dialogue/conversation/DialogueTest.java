package dev.offhook.dialogue.conversation;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import dev.offhook.dialogue.conversation.Turn.Source;
import dev.offhook.events.CallEvent;
import dev.offhook.events.CallEvent.CallEnded;
import dev.offhook.events.CallEvent.CallRejected;
import dev.offhook.events.CallEvent.CallStarted;
import dev.offhook.events.CallEvent.CallerPressed;
import dev.offhook.events.CallEvent.CallerSilent;
import dev.offhook.events.CallEvent.CallerSpoke;
import dev.offhook.events.CallEvent.FallbackSpoken;
import dev.offhook.events.Envelope;
import dev.offhook.events.LimitReached;
import dev.offhook.events.Provider;
import dev.offhook.events.Reply.HangUp;
import dev.offhook.events.Reply.Listen;
import dev.offhook.events.Reply.Say;
import dev.offhook.events.SmsEvent.OptOut;
import dev.offhook.events.SmsEvent.SmsReceived;
import dev.offhook.events.SmsRequest;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.TenantConfiguration.Rule;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DialogueTest {
    private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");

    private final Dialogue dialogue = new Dialogue(tenant());

    @Test
    void aCallThatStartsIsGreetedInTheChannelsVoice() {
        // Given
        var started = new CallStarted(Provider.TWILIO, "+14155550100", "+15005550006", 7);

        // When
        var answer = answer(started, ConversationState.FRESH);

        // Then
        assertThat(answer.messages())
                .containsExactly(new Say(0, true, "Здравствуйте!", "ru-RU", "Polly.Tatyana"), new Listen(1, 1));
        assertThat(answer.turn()).isEqualTo(new Turn(0, null, Source.GREETING, null, null, "Здравствуйте!", List.of()));
    }

    @Test
    void firstWordsWithoutAGreetingAreTurnOne() {
        // Given
        var spoke = new CallerSpoke("что-то", null, null, null);

        // When
        var answer = answer(spoke, ConversationState.FRESH);

        // Then
        assertThat(answer.turn().number()).isEqualTo(1);
        assertThat(answer.messages().getLast()).isEqualTo(new Listen(1, 2));
    }

    @Test
    void theIngressNumbersTurnsUnlessTheNumberIsTaken() {
        // Given
        var state = new ConversationState(3, null, 0);

        // When
        var ahead = answer(new CallerSpoke("что-то", null, null, 6), state);
        var taken = answer(new CallerSpoke("что-то", null, null, 2), state);

        // Then
        assertThat(ahead.turn().number()).isEqualTo(6);
        assertThat(taken.turn().number()).isEqualTo(4);
    }

    @Test
    void noMatchPhrasesAreUsedInTurn() {
        // Given
        var state = ConversationState.FRESH;

        // When
        var first = answer(new CallerSpoke("абв", null, null, null), state);
        var second = answer(new CallerSpoke("абв", null, null, null), first.next());
        var third = answer(new CallerSpoke("абв", null, null, null), second.next());

        // Then
        assertThat(List.of(words(first), words(second), words(third)))
                .containsExactly("не поняла", "скажите иначе", "не поняла");
        assertThat(first.turn().source()).isEqualTo(Source.NO_MATCH);
    }

    @Test
    void anAnswerBesideThePointKeepsTheQuestionOpen() {
        // Given
        var asked = new ConversationState(1, "field", 0);

        // When
        var aside = answer(new CallerSpoke("сколько стоит", null, null, null), asked);
        var back = answer(new CallerSpoke("первое", null, null, null), aside.next());

        // Then
        assertThat(aside.turn().detail()).isEqualTo("price");
        assertThat(back.turn().detail()).isEqualTo("first");
        assertThat(back.next().asked()).isNull();
    }

    @Test
    void silenceAndEmptyTextAreAskedAgainAndKeepTheQuestionOpen() {
        // Given
        var asked = new ConversationState(1, "field", 0);

        // When
        var silent = answer(new CallerSilent(2), asked);
        var empty = answer(new CallerSpoke("  ", null, null, 2), asked);

        // Then
        assertThat(words(silent)).isEqualTo("вас не слышно").isEqualTo(words(empty));
        assertThat(silent.next().asked()).isEqualTo("field");
        assertThat(silent.turn().source()).isEqualTo(Source.SILENT);
    }

    @Test
    void pressedKeysAreKeywords() {
        // Given
        var known = new CallerPressed("0", 1);
        var unknown = new CallerPressed("7#", 1);

        // When
        var human = answer(known, ConversationState.FRESH);
        var other = answer(unknown, ConversationState.FRESH);

        // Then
        assertThat(human.turn().detail()).isEqualTo("human");
        assertThat(words(other)).isEqualTo("не поняла");
    }

    @Test
    void aGoodbyeHangsUp() {
        // Given
        var spoke = new CallerSpoke("до свидания", null, null, 1);

        // When
        var answer = answer(spoke, ConversationState.FRESH);

        // Then
        assertThat(answer.messages().getLast()).isEqualTo(new HangUp(1));
    }

    @Test
    void anUnheardAnswerReopensTheQuestionBeforeIt() {
        // Given
        var before = new ConversationState(1, "field", 0);
        var answered = answer(new CallerSpoke("первое", null, null, 2), before);

        // When
        var restored = answered.next().without(answered.turn());
        var tooLate = new ConversationState(3, "other", 0).without(answered.turn());

        // Then
        assertThat(restored.asked()).isEqualTo("field");
        assertThat(restored.lastTurn()).isEqualTo(2);
        assertThat(tooLate.asked()).isEqualTo("other");
    }

    @Test
    void eventsWithoutAnAnswerAreRecognised() {
        // Given
        var state = new ConversationState(1, null, 0);

        // When
        var fallback = dialogue.decide(new FallbackSpoken("e-1", "простите", 1), at(state));
        var ended = dialogue.decide(new CallEnded("completed", 12), at(state));
        var others = List.<CallEvent>of(
                        new LimitReached(LimitReached.Limit.BUDGET, "rules"),
                        new CallRejected(CallRejected.Reason.PLAN))
                .stream()
                .map(event -> dialogue.decide(event, at(state)))
                .toList();

        // Then
        assertThat(fallback).isEqualTo(new Decision.Unheard("e-1"));
        assertThat(ended).isEqualTo(new Decision.End(12));
        assertThat(others).allMatch(Decision.Nothing.class::isInstance);
    }

    @Test
    void aMessageIsAnsweredByTheSameRules() {
        // Given
        var message = message("первое");
        var conversation = conversation(message).with(new ConversationState(1, "field", 0), NOW);

        // When
        var answer = complete(dialogue, dialogue.decide(message, Situation.of(conversation, NOW)));

        // Then
        assertThat(answer.messages())
                .containsExactly(new SmsRequest(
                        "+14155550100",
                        "+15005550006",
                        "первое так первое",
                        SmsRequest.Purpose.REPLY,
                        "sms:thread:SM1"));
        assertThat(answer.turn().number()).isEqualTo(2);
    }

    @Test
    void aPictureWithoutWordsIsNoSilence() {
        // Given
        var message = message("");

        // When
        var answer = complete(dialogue, dialogue.decide(message, Situation.of(conversation(message), NOW)));

        // Then
        assertThat(answer.messages().getFirst())
                .isInstanceOfSatisfying(
                        SmsRequest.class, request -> assertThat(request.text()).isEqualTo("не поняла"));
    }

    @Test
    void aStrangerIsPoliteAndListens() {
        // Given
        var stranger = Dialogue.ofStranger();

        // When
        var answer = complete(
                stranger, stranger.decide(new CallerSpoke("алло", null, null, 1), at(ConversationState.FRESH)));

        // Then
        assertThat(words(answer)).startsWith("Извините");
        assertThat(answer.messages().getLast()).isEqualTo(new Listen(1, 2));
    }

    private Decision.Answer answer(CallEvent event, ConversationState state) {
        return complete(dialogue, dialogue.decide(event, at(state)));
    }

    private static Decision.Answer complete(Dialogue dialogue, Decision decision) {
        return WithoutSearch.complete(dialogue, decision);
    }

    private static Situation at(ConversationState state) {
        return WithoutSearch.call(state, Provider.TWILIO, NOW);
    }

    private static String words(Decision.Answer answer) {
        return ((Say) answer.messages().getFirst()).text();
    }

    private static SmsReceived message(String text) {
        return new SmsReceived(Provider.TWILIO, "+14155550100", "+15005550006", text, "SM1", OptOut.NONE);
    }

    private static Conversation conversation(SmsReceived message) {
        var envelope = new Envelope<>("sms:SM1", "/test", "thread", "demo", NOW, null, null, message);
        return Conversation.ofSms("thread", envelope, message, 7L);
    }

    private static TenantConfiguration tenant() {
        return new TenantConfiguration(
                "demo",
                "Demo",
                7,
                TenantConfiguration.Plan.PREMIUM,
                "ru-RU",
                ZoneId.of("Europe/Moscow"),
                List.of(new Channel(Channel.Kind.TWILIO_VOICE, true, List.of(), "AC1", false, "Polly.Tatyana")),
                new TenantConfiguration.Assistant(
                        "Здравствуйте!",
                        List.of(
                                new Rule("price", List.of("сколько стоит"), null, "дорого", null, false),
                                new Rule("first", List.of("перв*"), "field", "первое так первое", null, false),
                                new Rule("human", List.of("0"), null, "соединяю", null, false),
                                new Rule("goodbye", List.of("свидания"), null, "до свидания", null, true)),
                        List.of("не поняла", "скажите иначе"),
                        new TenantConfiguration.Phrases("вас не слышно", List.of("секунду"), "", "", "", "", "")),
                Map.of());
    }
}
