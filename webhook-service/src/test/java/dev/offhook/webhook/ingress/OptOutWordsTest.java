package dev.offhook.webhook.ingress;

import java.util.List;

import dev.offhook.events.Messaging;
import dev.offhook.events.SmsEvent.OptOut;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class OptOutWordsTest {
    private static final Messaging.OptOutWords OWN =
            new Messaging.OptOutWords(List.of("Хватит уже!", "start"), List.of("ВЕРНИТЕ"), List.of("кто это"));

    @ParameterizedTest
    @CsvSource({
        "STOP,,STOP",
        "' стоп. ',,STOP",
        "«Отписаться!»,,STOP",
        "Stop calling me please,,NONE",
        "unstop,,START",
        "Help,,HELP",
        "да,STOP,STOP",
        "'',,NONE",
        "yes,,NONE",
        "Хочу выбрать профессию,,NONE"
    })
    void keywordCountsOnlyAlone(String body, String optOutType, OptOut expected) {
        assertThat(OptOutWords.classify(body, optOutType, OWN)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "Хватит,,NONE",
        "хватит  уже,,STOP",
        "“ХВАТИТ УЖЕ”…,,STOP",
        "Верните!,,START",
        "Кто это?,,HELP",
        "start,,START",
        "кто это был,,NONE"
    })
    void wordsOfTheTenantAddToThoseThatEverybodyKnows(String body, String optOutType, OptOut expected) {
        assertThat(OptOutWords.classify(body, optOutType, OWN)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"stop.,,true", "HELP,,true", "INFO,,false", "стоп,,false", "стоп,STOP,true", "привет,,false"})
    void twilioAnswersItsOwnWordsAndSaysWhichOthers(String body, String optOutType, boolean expected) {
        assertThat(OptOutWords.answeredByTwilio(body, optOutType)).isEqualTo(expected);
    }
}
