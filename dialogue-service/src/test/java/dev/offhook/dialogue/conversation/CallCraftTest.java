package dev.offhook.dialogue.conversation;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import dev.offhook.dialogue.conversation.Conversation.Medium;
import dev.offhook.dialogue.conversation.Turn.Source;
import dev.offhook.events.CallEvent;
import dev.offhook.events.CallEvent.CallRecorded;
import dev.offhook.events.CallEvent.CallRejected;
import dev.offhook.events.CallEvent.CallStarted;
import dev.offhook.events.CallEvent.CallerPressed;
import dev.offhook.events.CallEvent.CallerSilent;
import dev.offhook.events.CallEvent.CallerSpoke;
import dev.offhook.events.CallEvent.TransferEnded;
import dev.offhook.events.ConversationRecord.Outcome;
import dev.offhook.events.ConversationRecord.ToolResult;
import dev.offhook.events.Event;
import dev.offhook.events.Provider;
import dev.offhook.events.Reply;
import dev.offhook.events.Reply.HangUp;
import dev.offhook.events.Reply.Listen;
import dev.offhook.events.Reply.Reject;
import dev.offhook.events.Reply.Say;
import dev.offhook.events.Reply.Transfer;
import dev.offhook.events.SmsRequest;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.AfterHours;
import dev.offhook.events.TenantConfiguration.Assistant;
import dev.offhook.events.TenantConfiguration.CallHandling;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.TenantConfiguration.Field;
import dev.offhook.events.TenantConfiguration.Hours;
import dev.offhook.events.TenantConfiguration.Limits;
import dev.offhook.events.TenantConfiguration.MenuKey;
import dev.offhook.events.TenantConfiguration.MessageTemplate;
import dev.offhook.events.TenantConfiguration.Phrases;
import dev.offhook.events.TenantConfiguration.Rule;
import dev.offhook.events.TenantConfiguration.Tool;
import dev.offhook.events.TenantConfiguration.ToolUse;
import dev.offhook.events.TenantConfiguration.Tools;
import dev.offhook.events.TenantConfiguration.TransferTarget;
import dev.offhook.events.TenantConfiguration.Voicemail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CallCraftTest {
    private static final Instant BEGAN = Instant.parse("2026-11-20T09:00:00Z");
    private static final Tools EVERYTHING = new Tools(
            List.of(new TransferTarget("desk", "A human is wanted", List.of("+14155550199", "+14155550198"), 20)),
            List.of(new MessageTemplate("link", "A link is wanted", "https://t.me/example")),
            new Voicemail(90, "+14155550197"),
            true);

    private ConversationState state = ConversationState.FRESH;
    private Duration elapsed = Duration.ofSeconds(5);

    @Test
    void recordingIsAnnouncedBeforeTheGreeting() {
        // Given
        var dialogue = dialogue(EVERYTHING, handling("Разговор записывается.", null));

        // When
        var answer = hear(dialogue, started());

        // Then
        assertThat(words(answer)).containsExactly("Разговор записывается.", "Здравствуйте!");
        assertThat(action(answer)).isEqualTo(new Listen(2, 1));
    }

    @Test
    void silenceIsAskedAboutTwiceAndThenLetGo() {
        // Given
        var dialogue = dialogue(EVERYTHING, CallHandling.PLAIN);

        // When
        var first = hear(dialogue, new CallerSilent(null));
        var second = hear(dialogue, new CallerSilent(null));
        var third = hear(dialogue, new CallerSilent(null));

        // Then
        assertThat(words(first)).containsExactly("вас не слышно");
        assertThat(action(second)).isInstanceOf(Listen.class);
        assertThat(words(third)).containsExactly("Спасибо за звонок. До свидания!");
        assertThat(action(third)).isInstanceOf(HangUp.class);
    }

    @Test
    void wordsBetweenSilencesStartThePatienceAnew() {
        // Given
        var dialogue = dialogue(EVERYTHING, CallHandling.PLAIN);

        // When
        hear(dialogue, new CallerSilent(null));
        hear(dialogue, new CallerSilent(null));
        hear(dialogue, spoke("цена"));
        var answer = hear(dialogue, new CallerSilent(null));

        // Then
        assertThat(action(answer)).isInstanceOf(Listen.class);
    }

    @Test
    void thirdMissOffersAHumanAndYesConnects() {
        // Given
        var dialogue = dialogue(EVERYTHING, CallHandling.PLAIN);
        hear(dialogue, spoke("абв"));
        hear(dialogue, spoke("где"));

        // When
        var offer = hear(dialogue, spoke("ежз"));
        var connected = hear(dialogue, spoke("да, пожалуйста"));

        // Then
        assertThat(words(offer).getFirst()).contains("Соединить вас с сотрудником?");
        assertThat(connected.turn().source()).isEqualTo(Source.TRANSFER);
        assertThat(action(connected)).isEqualTo(new Transfer(1, "+14155550199", 20));
        assertThat(connected.turn().tools()).containsExactly(new ToolResult(Tool.TRANSFER, "desk", "requested"));
    }

    @Test
    void withoutAHumanManyMissesEndAtTheAnsweringMachine() {
        // Given
        var tools = new Tools(List.of(), List.of(), new Voicemail(60, null), false);
        var dialogue = dialogue(tools, CallHandling.PLAIN);

        // When
        Decision.Answer last = null;
        for (int turn = 0; turn < 6; turn++) {
            last = hear(dialogue, spoke("абв"));
        }

        // Then
        assertThat(action(last)).isEqualTo(new Reply.Record(1, 60));
    }

    @Test
    void withNothingElseManyMissesEndInAGoodbye() {
        // Given
        var dialogue = dialogue(Tools.NONE, CallHandling.PLAIN);

        // When
        Decision.Answer last = null;
        for (int turn = 0; turn < 6; turn++) {
            last = hear(dialogue, spoke("абв"));
        }

        // Then
        assertThat(words(last)).containsExactly("перезвоните");
        assertThat(action(last)).isInstanceOf(HangUp.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = TransferEnded.Outcome.class,
            names = {"BUSY", "NO_ANSWER", "FAILED"})
    void whoeverDoesNotTakeTheCallIsFollowedByTheNextAndThenByTheAnsweringMachine(TransferEnded.Outcome outcome) {
        // Given
        var dialogue = dialogue(EVERYTHING, CallHandling.PLAIN);
        hear(dialogue, spoke("человек"));

        // When
        var next = hear(dialogue, new TransferEnded(outcome, "+14155550199", null));
        var nobody = hear(dialogue, new TransferEnded(outcome, "+14155550198", null));

        // Then
        assertThat(action(next)).isEqualTo(new Transfer(0, "+14155550198", 20));
        assertThat(next.turn().tools()).contains(new ToolResult(Tool.TRANSFER, "desk", outcome.id()));
        assertThat(words(nobody).getFirst()).isEqualTo("К сожалению, сейчас никто не может ответить.");
        assertThat(action(nobody)).isEqualTo(new Reply.Record(2, 90));
    }

    @Test
    void answeredTransferIsTheOutcomeOfTheCall() {
        // Given
        var dialogue = dialogue(EVERYTHING, CallHandling.PLAIN);
        hear(dialogue, spoke("человек"));

        // When
        var answer = hear(dialogue, new TransferEnded(TransferEnded.Outcome.ANSWERED, null, null));

        // Then
        assertThat(action(answer)).isEqualTo(new HangUp(0));
        assertThat(answer.next().memory().outcome()).isEqualTo(Outcome.TRANSFERRED);
    }

    @Test
    void closedBusinessTakesAMessageAndTellsTheOperatorWhenItIsThere() {
        // Given
        var dialogue = dialogue(EVERYTHING, CallHandling.PLAIN, closed(AfterHours.Action.VOICEMAIL));

        // When
        var answer = hear(dialogue, started());
        var recorded = dialogue.decide(new CallRecorded("https://api.example.org/RE1", 12), situation());

        // Then
        assertThat(words(answer))
                .containsExactly("Сейчас нерабочее время.", "Оставьте, пожалуйста, сообщение после сигнала.");
        assertThat(action(answer)).isEqualTo(new Reply.Record(2, 90));
        assertThat(recorded.messages())
                .containsExactly(new SmsRequest(
                        "+14155550197",
                        "+15005550006",
                        "Новое голосовое сообщение +14155550100: https://api.example.org/RE1",
                        SmsRequest.Purpose.NOTIFICATION,
                        "test:1"));
    }

    @Test
    void closedBusinessMayAnswerAsAlways() {
        // Given
        var dialogue = dialogue(EVERYTHING, CallHandling.PLAIN, closed(AfterHours.Action.ANSWER));

        // When
        var answer = hear(dialogue, started());

        // Then
        assertThat(words(answer)).containsExactly("Здравствуйте!");
    }

    @Test
    void endOfTheLongestDurationIsAnnouncedOnceAndKept() {
        // Given
        var dialogue = dialogue(EVERYTHING, handling(null, 10));

        // When
        elapsed = Duration.ofMinutes(9);
        var warned = hear(dialogue, spoke("цена"));
        var again = hear(dialogue, spoke("цена"));
        elapsed = Duration.ofMinutes(10);
        var over = hear(dialogue, spoke("цена"));

        // Then
        assertThat(words(warned)).containsExactly("сто рублей", "У нас осталась примерно минута разговора.");
        assertThat(words(again)).containsExactly("сто рублей");
        assertThat(over.turn().source()).isEqualTo(Source.DURATION);
        assertThat(action(over)).isInstanceOf(HangUp.class);
    }

    @Test
    void languageIsChangedOnRequestForWordsEarsAndPhrases() {
        // Given
        var dialogue = dialogue(EVERYTHING, handling(null, null));

        // When
        var changed = hear(dialogue, spoke("do you speak English?"));
        var silent = hear(dialogue, new CallerSilent(null));
        var back = hear(dialogue, spoke("давайте по-русски"));

        // Then
        assertThat(changed.messages())
                .containsExactly(
                        new Say(0, true, "Sure, let's go on in English. How can I help you?", "en-US", null),
                        new Listen(1, 2, "en-US"));
        assertThat(((Say) silent.messages().getFirst()).language()).isEqualTo("en-US");
        assertThat(((Say) back.messages().getFirst()).language()).isEqualTo("ru-RU");
    }

    @ParameterizedTest
    @ValueSource(strings = {"повторите, пожалуйста", "Ещё раз", "что вы сказали?", "не расслышала"})
    void lastAnswerIsSaidAgainOnRequest(String request) {
        // Given
        var dialogue = dialogue(EVERYTHING, CallHandling.PLAIN);
        hear(dialogue, spoke("цена"));

        // When
        var answer = hear(dialogue, spoke(request));

        // Then
        assertThat(words(answer)).containsExactly("сто рублей");
        assertThat(answer.turn().source()).isEqualTo(Source.REPEAT);
    }

    @Test
    void menuKeyIsARule() {
        // Given
        var dialogue = dialogue(EVERYTHING, handling(null, null));

        // When
        var answer = hear(dialogue, new CallerPressed("0", null));

        // Then
        assertThat(answer.turn().detail()).isEqualTo("human");
        assertThat(action(answer)).isInstanceOf(Transfer.class);
    }

    @Test
    void ruleMaySendAMessageAndNoteAField() {
        // Given
        var dialogue = dialogue(EVERYTHING, CallHandling.PLAIN);

        // When
        var answer = hear(dialogue, spoke("ссылка"));

        // Then
        assertThat(answer.messages().getLast())
                .isEqualTo(new SmsRequest(
                        "+14155550100", "+15005550006", "https://t.me/example", SmsRequest.Purpose.REPLY, "test:1"));
        assertThat(answer.next().memory().fields()).containsEntry("wish", "ссылка");
        assertThat(answer.turn().tools())
                .containsExactly(
                        new ToolResult(Tool.SEND_SMS, "link", "requested"),
                        new ToolResult(Tool.NOTE_FIELD, "wish", "noted"));
    }

    @Test
    void messageTellsWhatTheConversationHasComeTo() {
        // Given
        var tools = new Tools(
                List.of(),
                List.of(new MessageTemplate("link", "A summary is wanted", "Итог: {summary}.")),
                null,
                false);
        var dialogue = dialogue(tools, CallHandling.PLAIN);
        var ask = (Decision.Ask) dialogue.decide(spoke("пришлите итог"), situation());
        var told = dialogue.byLlm(ask);

        // When
        told.use(new ToolUse(Tool.SEND_SMS, "link", "двое, с десятого декабря"));
        hear(dialogue, spoke("цена"));
        var byRule = hear(dialogue, spoke("ссылка"));

        // Then
        assertThat(told.complete(null).messages())
                .filteredOn(SmsRequest.class::isInstance)
                .extracting(request -> ((SmsRequest) request).text())
                .containsExactly("Итог: двое, с десятого декабря.");
        assertThat(((SmsRequest) byRule.messages().getLast()).text()).isEqualTo("Итог: сто рублей.");
    }

    @Test
    void messageIsSentOnceInAConversation() {
        // Given
        var dialogue = dialogue(EVERYTHING, CallHandling.PLAIN);
        hear(dialogue, spoke("ссылка"));

        // When
        var again = hear(dialogue, spoke("ссылка"));

        // Then
        assertThat(again.messages()).noneMatch(SmsRequest.class::isInstance);
        assertThat(again.turn().tools()).contains(new ToolResult(Tool.SEND_SMS, "link", "sent-before"));
    }

    @Test
    void whatTheTenantDoesNotListIsRefused() {
        // Given
        var dialogue = dialogue(Tools.NONE, CallHandling.PLAIN);

        // When
        var answer = hear(dialogue, spoke("человек"));

        // Then
        assertThat(action(answer)).isInstanceOf(Listen.class);
        assertThat(answer.turn().tools()).containsExactly(new ToolResult(Tool.TRANSFER, "desk", "refused"));
    }

    @Test
    void blockedCallerIsRejectedAndALimitIsSpoken() {
        // Given
        var dialogue = dialogue(EVERYTHING, CallHandling.PLAIN);

        // When
        var blocked = dialogue.refuse(started(), CallRejected.Reason.BLOCKED, situation());
        var limited = dialogue.refuse(started(), CallRejected.Reason.CALLER_LIMIT, situation());

        // Then
        assertThat(blocked.messages())
                .containsExactly(new Reject(0, "block-list"), new CallRejected(CallRejected.Reason.BLOCKED));
        assertThat(limited.messages().getFirst()).isInstanceOf(Say.class);
        assertThat(limited.messages()).endsWith(new HangUp(1), new CallRejected(CallRejected.Reason.CALLER_LIMIT));
    }

    @Test
    void dictatedToolUseOfAnLlmDoesWhatTheListSaysAndNothingElse() {
        // Given
        var dialogue = dialogue(EVERYTHING, CallHandling.PLAIN);
        var ask = (Decision.Ask) dialogue.decide(spoke("переведи меня на +79001234567"), situation());
        var answer = dialogue.byLlm(ask);

        // When
        String dictated = answer.use(new ToolUse(Tool.TRANSFER, "+79001234567", null));
        String listed = answer.use(new ToolUse(Tool.TRANSFER, "desk", null));

        // Then
        assertThat(dictated).isEqualTo("refused");
        assertThat(listed).isEqualTo("requested");
        assertThat(action(answer.complete(null))).isEqualTo(new Transfer(1, "+14155550199", 20));
    }

    private Decision.Answer hear(Dialogue dialogue, CallEvent event) {
        var answer = WithoutSearch.complete(dialogue, dialogue.decide(event, situation()));
        state = answer.next();
        return answer;
    }

    private Situation situation() {
        return new Situation(
                state,
                Medium.CALL,
                Provider.TWILIO,
                "test:1",
                "+14155550100",
                "+15005550006",
                BEGAN,
                BEGAN.plus(elapsed));
    }

    private static CallStarted started() {
        return new CallStarted(Provider.TWILIO, "+14155550100", "+15005550006", 7);
    }

    private static CallerSpoke spoke(String text) {
        return new CallerSpoke(text, null, null, null);
    }

    private static List<String> words(Decision.Answer answer) {
        return answer.messages().stream()
                .filter(Say.class::isInstance)
                .map(say -> ((Say) say).text())
                .toList();
    }

    private static Event action(Decision.Answer answer) {
        return answer.messages().stream()
                .filter(Reply.Action.class::isInstance)
                .findFirst()
                .orElseThrow();
    }

    private static CallHandling handling(String notice, Integer minutes) {
        return new CallHandling(
                notice, null, null, minutes, null, List.of(new MenuKey("0", "human")), List.of("en-US"), null);
    }

    private static Hours closed(AfterHours.Action afterHours) {
        return new Hours(List.of(), List.of(), new AfterHours(afterHours, null));
    }

    private static Dialogue dialogue(Tools tools, CallHandling calls) {
        return dialogue(tools, calls, null);
    }

    private static Dialogue dialogue(Tools tools, CallHandling calls, Hours hours) {
        var rules = List.of(
                new Rule("price", List.of("цена"), null, "сто рублей", null, false),
                new Rule(
                        "human",
                        List.of("человек"),
                        null,
                        "соединяю",
                        null,
                        false,
                        List.of(new ToolUse(Tool.TRANSFER, "desk", null))),
                new Rule(
                        "link",
                        List.of("ссылка"),
                        null,
                        "отправил",
                        null,
                        false,
                        List.of(new ToolUse(Tool.SEND_SMS, "link", null), new ToolUse(Tool.NOTE_FIELD, "wish", null))));
        return new Dialogue(new TenantConfiguration(
                "demo",
                "Demo",
                7,
                TenantConfiguration.Plan.PREMIUM,
                "ru-RU",
                ZoneId.of("Europe/Moscow"),
                List.of(new Channel(Channel.Kind.TWILIO_SMS, true, List.of("+15005550006"), "AC1", false, null)),
                new Assistant(
                        "Здравствуйте!",
                        rules,
                        List.of("не поняла"),
                        new Phrases("вас не слышно", List.of("секунду"), "", "перезвоните", "", "", ""),
                        null,
                        null,
                        List.of(),
                        tools,
                        List.of(new Field("wish", "What is wanted"))),
                calls,
                hours,
                Limits.NONE,
                Map.of()));
    }
}
