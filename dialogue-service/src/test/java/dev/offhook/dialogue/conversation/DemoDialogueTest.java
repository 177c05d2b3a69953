package dev.offhook.dialogue.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.offhook.dialogue.testsupport.DemoTenants;
import dev.offhook.dialogue.testsupport.Sample;
import dev.offhook.events.CallEvent;
import dev.offhook.events.CallEvent.CallStarted;
import dev.offhook.events.CallEvent.CallerSpoke;
import dev.offhook.events.Provider;
import dev.offhook.events.Reply.HangUp;
import dev.offhook.events.Reply.Say;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the demo tenants answer. */
class DemoDialogueTest {

    @Test
    void sampleDialogueIsAnsweredWordForWord() {
        // Given
        var call = new Call("hr-center");

        // When
        var answers = Sample.CALLER.stream().map(call::say).toList();

        // Then
        assertThat(answers).isEqualTo(Sample.BOT);
    }

    @Test
    void greetingsAreTheOnesOfTheSetupGuides() {
        // Given
        var hr = new Call("hr-center");
        var hotel = new Call("hotel-royal");

        // When
        var greetings = List.of(hr.start(), hotel.start());

        // Then
        assertThat(greetings.getFirst()).startsWith("Добро пожаловать в HR консультационный центр");
        assertThat(greetings.getLast()).isEqualTo("Здравствуйте! Это AI-консьерж отеля. Чем могу помочь?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            думаю поменять работу                     | change-profession
            Хочу сменить профессию                    | change-profession
            надоела моя работа                        | change-profession
            У меня нет работы и я хочу новую профессию | change-profession
            надоела профессия, хочу в айти            | it
            Интересует IT, но не знаю с чего начать   | it
            меня привлекает ай ти                     | it
            IT-сфера                                  | it
            хочу писать код                           | programming
            Наверное программирование                 | programming
            стать программистом                       | programming
            хочу создавать программы                  | programming
            ближе анализ данных                       | data
            анализировать данные                      | data
            тестирование                              | testing
            маркетинг                                 | marketing
            медицина                                  | medicine
            хочу быть врачом                          | medicine
            Хочу выбрать профессию                    | choose-profession
            Помогите выбрать профессию                | choose-profession
            помогите с выбором профессии              | choose-profession
            кем мне стать                             | choose-profession
            не знаю чего хочу                         | unsure
            пока не решил                             | unsure
            сколько стоит консультация                | price
            Можно поговорить с живым человеком?       | human
            соедините с консультантом                 | human
            можно оставить сообщение                  | leave-message
            до скольки вы работаете                   | hours
            как найти телеграм бота                   | telegram
            хочу пройти психологический тест          | psychological-test
            а какая там зарплата                      | salary
            мне сорок, не поздно                      | no-experience
            спасибо                                   | thanks
            спасибо, до свидания                      | goodbye
            Пока!                                     | bye
            привет                                    | hello
            hello, I need help                        | english
            """)
    void hrCenterUnderstandsWhateverComesFirst(String utterance, String rule) {
        // Given
        var call = new Call("hr-center");

        // When
        call.say(utterance);

        // Then
        assertThat(call.lastRule()).isEqualTo(rule);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            думаю поменять работу ; наверное айти ; создавать              | programming-chosen
            Хочу выбрать профессию ; первое ; второе                       | data-chosen
            хочу сменить профессию ; медицина ; с людьми                   | medicine-patients
            хочу сменить профессию ; маркетинг ; придумывать тексты        | marketing-creative
            хочу сменить профессию ; не знаю ; с людьми                    | inclination-people
            хочу сменить профессию ; сколько стоит консультация ; айти     | it-chosen
            интересует IT ; а это сколько стоит ; наверное программирование | programming-chosen
            интересует IT ; вы работаете ночью ; анализировать             | data-chosen
            интересует IT ; не знаю ; программировать                      | programming-chosen
            наверное программирование ; интересует IT ; писать код         | programming-chosen
            спасибо ; нет                                                  | no-more
            интересует IT ; абракадабра ; создавать                        | programming-chosen
            """)
    void hrCenterKeepsTheThread(String utterances, String lastRule) {
        // Given
        var call = new Call("hr-center");

        // When
        for (String utterance : utterances.split(";")) {
            call.say(utterance.strip());
        }

        // Then
        assertThat(call.lastRule()).isEqualTo(lastRule);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Сколько стоит номер?              | price
            какие у вас цены на номера        | price
            во сколько завтрак                | breakfast
            завтрак включён в стоимость?      | breakfast-price
            когда можно заселиться            | check-in
            во сколько заезд                  | check-in
            до скольки надо выехать           | check-out
            можно с собакой                   | pets
            у вас можно с животными?          | pets
            где припарковаться                | parking
            есть парковка                     | parking
            есть вай-фай                      | wifi
            пароль от интернета               | wifi
            есть трансфер из аэропорта        | transfer
            сколько стоит трансфер            | transfer-price
            хочу забронировать номер          | booking
            нужно отменить бронь              | cancel
            соедините с администратором       | human
            operator, please                  | human
            do you have rooms                 | english
            хочу оставить сообщение           | leave-message
            до свидания                       | goodbye
            """)
    void hotelKnowsItsHouse(String utterance, String rule) {
        // Given
        var call = new Call("hotel-royal");

        // When
        call.say(utterance);

        // Then
        assertThat(call.lastRule()).isEqualTo(rule);
    }

    @Test
    void hotelTakesABookingWish() {
        // Given
        var call = new Call("hotel-royal");

        // When
        for (String utterance : List.of("Сколько стоит номер?", "да, хочу", "с 10 декабря", "двое", "нет, спасибо")) {
            call.say(utterance);
        }

        // Then
        assertThat(call.lastRule()).isEqualTo("no-more");
        assertThat(call.hungUp()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Здравствуйте, сколько стоит? ; второй | plan-business
            какие тарифы ; не знаю                | plan-unsure
            хочу купить                           | order
            можно попробовать бесплатно           | trial
            """)
    void salesSells(String utterances, String lastRule) {
        // Given
        var call = new Call("sales");

        // When
        for (String utterance : utterances.split(";")) {
            call.say(utterance.strip());
        }

        // Then
        assertThat(call.lastRule()).isEqualTo(lastRule);
    }

    /** One call, from the caller's side. */
    private static final class Call {
        private final Dialogue dialogue;
        private final List<Decision.Answer> answers = new ArrayList<>();
        private ConversationState state = ConversationState.FRESH;

        Call(String slug) {
            dialogue = new Dialogue(DemoTenants.named(slug));
        }

        String start() {
            return hear(new CallStarted(Provider.TEST, null, null, 1));
        }

        String say(String text) {
            return hear(new CallerSpoke(text, null, null, null));
        }

        String lastRule() {
            return answers.getLast().turn().detail();
        }

        boolean hungUp() {
            return answers.getLast().messages().getLast() instanceof HangUp;
        }

        private String hear(CallEvent event) {
            var situation = WithoutSearch.call(state, Provider.TEST, Instant.parse("2026-11-20T09:00:00Z"));
            return answer(WithoutSearch.complete(dialogue, dialogue.decide(event, situation)));
        }

        private String answer(Decision.Answer answer) {
            answers.add(answer);
            state = answer.next();
            return answer.messages().getFirst() instanceof Say say ? say.text() : null;
        }
    }
}
