package dev.offhook.webhook.twilio.relay;

import java.time.Duration;
import java.util.List;

import dev.offhook.events.CallEvent.CallerInterrupted;
import dev.offhook.events.CallEvent.CallerPressed;
import dev.offhook.events.CallEvent.CallerSilent;
import dev.offhook.events.CallEvent.CallerSpoke;
import dev.offhook.events.Reply.HangUp;
import dev.offhook.events.Reply.Listen;
import dev.offhook.events.Reply.Transfer;
import dev.offhook.events.TenantConfiguration.MenuKey;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RelaySessionTest {
    private static final Duration SILENCE = Duration.ofSeconds(8);

    private final RelayConfiguration limits = new SmallRyeConfigBuilder()
            .withMapping(RelayConfiguration.class)
            .withConverter(Duration.class, 200, new DurationConverter())
            .build()
            .getConfigMapping(RelayConfiguration.class);
    private final FakeLine line = new FakeLine();
    private final FakeTurns turns = new FakeTurns();
    private final RelaySession session = new RelaySession(line, limits, line, "c0ffee");

    @Test
    void silenceIsATurnOnceOurWordsAreOver() {
        // Given
        begun();
        says("Сколько стоит?");
        turns.says("Тысячу рублей, если коротко.");
        turns.does(new Listen(1, 2));

        // When
        line.passes(SILENCE);
        assertThat(turns.events).hasSize(1);
        line.passes(Duration.ofSeconds(3));

        // Then
        assertThat(turns.events.getLast()).isEqualTo(new CallerSilent(null));
    }

    @Test
    void silenceBeginsWhenTwilioTellsThatOurWordsAreOver() {
        // Given
        begun();
        says("Сколько стоит?");
        info("agentSpeaking", "on");
        turns.says("Тысячу рублей.");
        turns.does(new Listen(1, 2));
        line.passes(Duration.ofSeconds(9));
        assertThat(turns.events).hasSize(1);

        // When
        info("agentSpeaking", "off");
        line.passes(SILENCE);

        // Then
        assertThat(turns.events.getLast()).isEqualTo(new CallerSilent(null));
    }

    @Test
    void callerWhoSpeaksIsNotSilent() {
        // Given
        begun();
        info("agentSpeaking", "off");
        line.passes(Duration.ofSeconds(7));

        // When
        info("clientSpeaking", "on");
        line.passes(Duration.ofSeconds(60));
        says("Я долго думал.");

        // Then
        assertThat(turns.events).containsExactly(new CallerSpoke("Я долго думал.", null, "ru-RU", null));
    }

    @Test
    void partialWordsWhoseEndIsLostAreTaken() {
        // Given
        begun();
        info("agentSpeaking", "off");
        session.received("{\"type\":\"prompt\",\"voicePrompt\":\"Алло, я\",\"lang\":\"ru-RU\",\"last\":false}");
        assertThat(turns.events).isEmpty();

        // When
        line.passes(SILENCE);

        // Then
        assertThat(turns.events).containsExactly(new CallerSpoke("Алло, я", null, "ru-RU", null));
    }

    @Test
    void interruptStopsTheAnswerAndIsTold() {
        // Given
        begun();
        says("Расскажите");
        turns.says("Давным-давно");

        // When
        session.received(
                "{\"type\":\"interrupt\",\"utteranceUntilInterrupt\":\"Давным\",\"durationUntilInterruptMs\":\"460\"}");

        // Then
        assertThat(turns.stopped).isEqualTo(1);
        assertThat(turns.events.getLast()).isEqualTo(new CallerInterrupted("Давным"));
    }

    @Test
    void furtherWordsBeforeTheAnswerTakeTheTurnOver() {
        // Given
        begun();
        says("Сколько стоит");
        turns.says("Тысячу.");

        // When
        says("номер с видом на море?");

        // Then
        assertThat(turns.events)
                .containsExactly(
                        new CallerSpoke("Сколько стоит", null, "ru-RU", null),
                        new CallerInterrupted("Тысячу."),
                        new CallerSpoke("номер с видом на море?", null, "ru-RU", null));
        assertThat(turns.ids).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"1,1,0", "42#,42,0", "42,42,2", "#,,0"})
    void keysAreATurnWhenTheyAreComplete(String pressed, String digits, int seconds) {
        // Given
        turns.menu = "1".equals(pressed) ? List.of(new MenuKey("1", "prices"), new MenuKey("2", "way")) : List.of();
        begun();

        // When
        pressed.chars().forEach(key -> session.received("{\"type\":\"dtmf\",\"digit\":\"" + (char) key + "\"}"));
        line.passes(Duration.ofSeconds(seconds));

        // Then
        if (digits == null) {
            assertThat(turns.events).isEmpty();
        } else {
            assertThat(turns.events).containsExactly(new CallerPressed(digits, null));
        }
    }

    @Test
    void hashIsAKeyWhereTheMenuHasIt() {
        // Given
        turns.menu = List.of(new MenuKey("#", "operator"));
        begun();

        // When
        session.received("{\"type\":\"dtmf\",\"digit\":\"#\"}");

        // Then
        assertThat(turns.events).containsExactly(new CallerPressed("#", null));
    }

    @Test
    void lastWordsAreSpokenBeforeTheSessionEnds() {
        // Given
        begun();
        says("Соедините");
        turns.says("Соединяю вас с консультантом.");
        turns.does(new Transfer(1, "+12125550111", 25));
        assertThat(line.sent).noneMatch(json -> json.contains("handoffData"));

        // When
        line.passes(Duration.ofSeconds(3));

        // Then
        assertThat(line.last())
                .isEqualTo("{\"type\":\"end\",\"handoffData\":\"{\\\"action\\\":\\\"transfer\\\","
                        + "\\\"number\\\":\\\"+12125550111\\\",\\\"timeout\\\":25}\"}");
    }

    @Test
    void callerWhoDoesNotWantTheLastWordsIsNotKept() {
        // Given
        begun();
        says("Пока");
        info("agentSpeaking", "on");
        turns.says("До свидания, было очень приятно.");
        turns.does(new HangUp(1));

        // When
        session.received("{\"type\":\"interrupt\",\"utteranceUntilInterrupt\":\"До\"}");

        // Then
        assertThat(line.last()).contains("hangup");
    }

    @Test
    void fillerIsSpokenAtOnceAndDoesNotEndTheAnswer() {
        // Given
        begun();
        says("Сложный вопрос");

        // When
        turns.fills("Секунду.");
        turns.says("Ответ.");

        // Then
        assertThat(line.sent)
                .containsExactly(
                        "{\"type\":\"text\",\"token\":\"Секунду.\",\"last\":true,\"lang\":\"ru-RU\"}",
                        "{\"type\":\"text\",\"token\":\"Ответ. \",\"last\":false,\"lang\":\"ru-RU\"}");
    }

    @Test
    void languageGoesBackToTheTenants() {
        // Given
        begun("\"language\":\"en-US\"");
        says("По-русски, пожалуйста");
        turns.says("Хорошо.");

        // When
        turns.does(new Listen(1, 2));

        // Then
        assertThat(line.last())
                .isEqualTo("{\"type\":\"language\",\"ttsLanguage\":\"ru-RU\",\"transcriptionLanguage\":\"ru-RU\"}");
    }

    @Test
    void handOverNamesTheSentenceThatWasBeingSpoken() {
        // Given
        begun();
        says("Расскажите");
        turns.says("Первое предложение.", "Второе предложение.", "Третье предложение.");
        turns.does(new Listen(3, 2));
        line.passes(Duration.ofSeconds(2));

        // When
        session.handOver();

        // Then
        assertThat(line.last()).contains("resume", turns.ids.getFirst(), "\\\"from\\\":1");
    }

    @Test
    void socketThatIsLeftOpenAfterTheEndIsClosed() {
        // Given
        begun();
        session.handOver();
        assertThat(line.closedWith).isNull();

        // When
        line.passes(Duration.ofSeconds(2));

        // Then
        assertThat(line.closedWith).isEqualTo(1000);
    }

    @Test
    void handOverOfAListeningSessionNamesNoTurn() {
        // Given
        begun();
        says("Расскажите");
        turns.says("Всё.");
        turns.does(new Listen(1, 2));
        info("agentSpeaking", "off");

        // When
        session.handOver();

        // Then
        assertThat(line.last()).contains("\\\"event\\\":null");
    }

    @Test
    void handedOverTurnGoesOn() {
        // When
        begun("\"event\":\"twilio:CA1:VX0.a-1:CallerSpoke\",\"from\":\"2\"");
        turns.says("Остаток.");

        // Then
        assertThat(turns.followed).containsExactly("twilio:CA1:VX0.a-1:CallerSpoke from 2");
        assertThat(line.last()).contains("Остаток.");
    }

    @Test
    void turnOfAnotherCallIsNotFollowed() {
        // When
        begun("\"event\":\"twilio:CA2:VX0.a-1:CallerSpoke\",\"from\":\"2\"");

        // Then
        assertThat(turns.followed).isEmpty();
    }

    @Test
    void latestAnswerIsSpokenAgainAfterAnUncleanEnd() {
        // Given
        begun("\"unclean\":\"true\"");
        line.passes(Duration.ofSeconds(1));

        // When
        turns.latest = new RelayTurns.Latest("twilio:CA1:VX0.a-1:CallerSpoke", line.instant());
        line.passes(Duration.ofMillis(100));

        // Then
        assertThat(turns.followed).containsExactly("twilio:CA1:VX0.a-1:CallerSpoke from 0");
    }

    @Test
    void oldAnswerIsNotSpokenAgain() {
        // Given
        turns.latest = new RelayTurns.Latest(
                "twilio:CA1:VX0.a-1:CallerSpoke", line.instant().minusSeconds(30));

        // When
        begun("\"unclean\":\"true\"");
        line.passes(limits.resumeWithin());

        // Then
        assertThat(turns.followed).isEmpty();
        assertThat(line.last())
                .isEqualTo("{\"type\":\"text\",\"token\":\"Я вас слушаю.\",\"last\":true,\"lang\":\"ru-RU\"}");
    }

    @Test
    void connectionThatTwilioMadeAgainGoesOnWhereTheCallWas() {
        // Given
        turns.latest = new RelayTurns.Latest("twilio:CA1:VX1.a-4:CallerSpoke", line.instant());
        turns.left = new Handoff.Resume("twilio:CA1:VX1.a-4:CallerSpoke", 1);

        // When
        begun("\"event\":\"twilio:CA1:VX0.a-1:CallerSpoke\"");

        // Then
        assertThat(turns.followed).containsExactly("twilio:CA1:VX1.a-4:CallerSpoke from 1");
    }

    @Test
    void reconnectedListenerIsNotToldAnythingTwice() {
        // Given
        turns.latest = new RelayTurns.Latest("twilio:CA1:VX1.a-4:CallerSpoke", line.instant());
        turns.left = new Handoff.Resume(null, 0);

        // When
        begun();
        line.passes(SILENCE);

        // Then
        assertThat(turns.followed).isEmpty();
        assertThat(turns.events).containsExactly(new CallerSilent(null));
    }

    @Test
    void droppedSessionLeavesTheRestOfItsAnswer() {
        // Given
        begun();
        says("Расскажите");
        info("agentSpeaking", "on");
        turns.says("Первое.");
        info("agentSpeaking", "off");

        // When
        var left = session.closed();

        // Then
        assertThat(left).contains(new Handoff.Resume(turns.ids.getFirst(), 1));
        assertThat(turns.stopped).isEqualTo(1);
        line.passes(Duration.ofMinutes(5));
        assertThat(turns.events).hasSize(1);
    }

    @Test
    void callThatIsNotWantedAnyMoreIsHungUp() {
        // Given
        begun();
        turns.admitted = false;

        // When
        says("Алло");

        // Then
        assertThat(line.last()).contains("hangup");
        assertThat(turns.events).isEmpty();
    }

    @Test
    void firstMessageMustBeSetup() {
        // When
        says("Алло");

        // Then
        assertThat(line.closedWith).isEqualTo(1008);
    }

    @Test
    void setupThatDoesNotFitTheHandshakeIsRefused() {
        // When
        session.received("{\"type\":\"setup\",\"sessionId\":\"VX1\",\"accountSid\":\"AC1\",\"callSid\":\"CA1\"}");

        // Then
        assertThat(line.closedWith).isEqualTo(1008);
    }

    @Test
    void replayedMessagesAreTakenAndAFloodIsNot() {
        // Given
        begun();

        // When
        for (int i = 0; i < 500; i++) {
            info("clientSpeaking", "on");
        }
        assertThat(line.closedWith).isNull();
        for (int i = 0; i < 200; i++) {
            info("clientSpeaking", "on");
        }

        // Then
        assertThat(line.closedWith).isEqualTo(1008);
    }

    private void begun(String... parameters) {
        line.turns = turns;
        session.received("{\"type\":\"setup\",\"sessionId\":\"VX1\",\"accountSid\":\"AC1\",\"callSid\":\"CA1\","
                + "\"from\":\"+14155550100\",\"to\":\"+15005550010\",\"customParameters\":{"
                + String.join(",", parameters) + "}}");
    }

    private void says(String words) {
        session.received("{\"type\":\"prompt\",\"voicePrompt\":\"" + words + "\",\"lang\":\"ru-RU\",\"last\":true}");
    }

    private void info(String name, String value) {
        session.received("{\"type\":\"info\",\"name\":\"" + name + "\",\"value\":\"" + value + "\",\"ts\":1}");
    }
}
