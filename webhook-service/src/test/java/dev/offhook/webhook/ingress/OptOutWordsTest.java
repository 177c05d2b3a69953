package dev.offhook.webhook.ingress;

import dev.offhook.events.SmsEvent.OptOut;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class OptOutWordsTest {
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
        assertThat(OptOutWords.classify(body, optOutType)).isEqualTo(expected);
    }
}
