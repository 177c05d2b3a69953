package dev.offhook.dialogue.llm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class SentencesTest {

    static Stream<Arguments> texts() {
        return Stream.of(
                arguments("Да. Завтрак с семи до одиннадцати.", List.of("Да.", "Завтрак с семи до одиннадцати.")),
                arguments("Номер стоит 3.5 тыс. рублей. Берём?", List.of("Номер стоит 3.5 тыс. рублей.", "Берём?")),
                arguments("Ждём вас 12.05 в 14.30. До встречи!", List.of("Ждём вас 12.05 в 14.30.", "До встречи!")),
                arguments(
                        "Мы на ул. Ленина, д. 5, г. Москва. Приходите.",
                        List.of("Мы на ул. Ленина, д. 5, г. Москва.", "Приходите.")),
                arguments("Есть чай, кофе и т.д. Что хотите?", List.of("Есть чай, кофе и т.д.", "Что хотите?")),
                arguments("Есть чай, кофе и т. д. Что хотите?", List.of("Есть чай, кофе и т. д.", "Что хотите?")),
                arguments("Есть чай и др. напитки.", List.of("Есть чай и др. напитки.")),
                arguments(
                        "Цена 500 руб. за ночь. Завтрак 300 руб. Парковка бесплатно.",
                        List.of("Цена 500 руб. за ночь.", "Завтрак 300 руб.", "Парковка бесплатно.")),
                arguments("Построен в 2001 г. Отель новый.", List.of("Построен в 2001 г.", "Отель новый.")),
                arguments("Вас ждёт А. С. Пушкин. Проходите.", List.of("Вас ждёт А. С. Пушкин.", "Проходите.")),
                arguments("Это А.С. Пушкин.", List.of("Это А.С. Пушкин.")),
                arguments("Хм... сейчас посмотрю. Да…", List.of("Хм... сейчас посмотрю.", "Да…")),
                arguments("Подождите... Нашла!", List.of("Подождите...", "Нашла!")),
                arguments("Правда?! Отлично!!! Ждём.", List.of("Правда?!", "Отлично!!!", "Ждём.")),
                arguments("Он сказал: «Приду.» И пришёл.", List.of("Он сказал: «Приду.»", "И пришёл.")),
                arguments("Наш сайт hotel-royal.ru. Заходите!", List.of("Наш сайт hotel-royal.ru.", "Заходите!")),
                arguments("Пишите на info@hotel.ru. Ответим.", List.of("Пишите на info@hotel.ru.", "Ответим.")),
                arguments(
                        "Смотрите https://a.ru/x?y=1.2 сегодня. Ладно?",
                        List.of("Смотрите a.ru/x?y=1.2 сегодня.", "Ладно?")),
                arguments("Это я. А вы?", List.of("Это я.", "А вы?")),
                arguments("Mr. Smith is here. He waits.", List.of("Mr. Smith is here.", "He waits.")),
                arguments(
                        "We open at 9 a.m. and close at 5 p.m. See you!",
                        List.of("We open at 9 a.m. and close at 5 p.m.", "See you!")),
                arguments("No. We are closed.", List.of("No.", "We are closed.")),
                arguments("Room No. 5 is free. Yes.", List.of("Room No. 5 is free.", "Yes.")),
                arguments("It is $3.50, e.g. for tea. OK?", List.of("It is $3.50, e.g. for tea.", "OK?")),
                arguments("So do I. Thanks.", List.of("So do I.", "Thanks.")),
                arguments("Visit example.com. Bye.", List.of("Visit example.com.", "Bye.")),
                arguments("J. R. R. Tolkien wrote it. Really?", List.of("J. R. R. Tolkien wrote it.", "Really?")),
                arguments("1. Завтрак\n2. Обед\n", List.of("1. Завтрак.", "2. Обед.")),
                arguments("Без точки", List.of("Без точки.")),
                arguments("", List.of()),
                arguments(" \n\n ", List.of()),
                arguments("😀👍🏽", List.of()));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void wholeTextFallsIntoSentences(String text, List<String> sentences) {
        assertThat(said(Channel.VOICE, text)).isEqualTo(sentences);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void wordByWordTheSentencesAreTheSame(String text, List<String> sentences) {
        assertThat(said(Channel.VOICE, text.split("(?= )"))).isEqualTo(sentences);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void characterByCharacterNoWordIsLost(String text, List<String> sentences) {
        // When
        List<String> said = said(Channel.VOICE, text.split(""));

        // Then
        assertThat(letters(String.join("", said))).isEqualTo(letters(String.join("", sentences)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Да.",
                "Нет.",
                "Завтрак с семи.",
                "Yes.",
                "We are open.",
                "Правда?",
                "Ура!",
                "Он сказал: «Да.»",
                "**Да.**",
                "ВТБ."
            })
    void ordinaryEndIsNotWaitedFor(String text) {
        assertThat(new Sentences(Channel.VOICE).feed(text)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Цена 3.",
                "и т.",
                "Mr.",
                "ул.",
                "Хм...",
                "Он сказал: «Да.",
                "Наш сайт hotel.",
                "Сайт hotel-royal.ru.",
                "https://a.ru?",
                "500 руб.",
                "А.",
                "Visit example.",
                "Это (см. ниже.",
                "**Да."
            })
    void doubtfulEndIsWaitedFor(String text) {
        assertThat(new Sentences(Channel.VOICE).feed(text)).isEmpty();
    }

    @Test
    void markThatComesLaterIsNotASentenceOfItsOwn() {
        assertThat(said(Channel.VOICE, "Правда?", "!", "»", " Да.", "..", " Хорошо."))
                .containsExactly("Правда?", "Да.", "Хорошо.");
    }

    static Stream<Arguments> markup() {
        return Stream.of(
                arguments("**Завтрак** с *семи* и _рано_.", "Завтрак с семи и рано."),
                arguments("# Часы работы", "Часы работы."),
                arguments("- Завтрак включён.", "Завтрак включён."),
                arguments("• Парковка", "Парковка."),
                arguments("> Цитата.", "Цитата."),
                arguments("Вот [наш сайт](https://hotel.ru/a?b=1).", "Вот наш сайт."),
                arguments("Смотрите https://www.hotel.ru/menu сейчас.", "Смотрите hotel.ru/menu сейчас."),
                arguments("Наберите `*123#` на телефоне.", "Наберите *123# на телефоне."),
                arguments("```json\n{\"a\": 1}\n```\nГотово.", "Готово."),
                arguments("Отлично 😀👍🏽 ждём 🇷🇺!", "Отлично ждём!"),
                arguments("Чай<br>кофе.", "Чай кофе."),
                arguments("| Завтрак | 500 |", "Завтрак, 500."),
                arguments("2*3 это ~~пять~~ шесть.", "2*3 это пять шесть."));
    }

    @ParameterizedTest
    @MethodSource("markup")
    void voiceSaysNoMarkup(String text, String said) {
        assertThat(said(Channel.VOICE, text)).containsExactly(said);
    }

    @ParameterizedTest
    @CsvSource({
        "Вот [наш сайт](https://hotel.ru/a). , Вот наш сайт https://hotel.ru/a.",
        "Смотрите https://hotel.ru/menu сейчас. , Смотрите https://hotel.ru/menu сейчас.",
        "**Завтрак** с семи , Завтрак с семи"
    })
    void smsKeepsAddresses(String text, String said) {
        assertThat(said(Channel.SMS, text)).containsExactly(said);
    }

    @Test
    void endlessSentenceIsCutAtAComma() {
        // Given
        String text = "и ещё один номер, ".repeat(60);

        // When
        List<String> said = said(Channel.VOICE, text.split("(?<= )"));

        // Then
        assertThat(said).hasSizeGreaterThan(2).allSatisfy(sentence -> assertThat(sentence)
                .hasSizeLessThanOrEqualTo(401));
        assertThat(letters(String.join("", said))).isEqualTo(letters(text));
    }

    private static List<String> said(Channel channel, String... pieces) {
        var sentences = new Sentences(channel);
        List<String> said = new ArrayList<>();
        Arrays.stream(pieces).map(sentences::feed).forEach(said::addAll);
        said.addAll(sentences.finish());
        return said;
    }

    private static String letters(String text) {
        return text.replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
