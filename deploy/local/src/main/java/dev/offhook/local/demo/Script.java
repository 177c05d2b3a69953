package dev.offhook.local.demo;

import java.util.List;

/** What the demo's callers and customers say. */
final class Script {

    /**
     * One utterance.
     *
     * @param caller the words
     * @param answer what the bot has to answer, word for word; null when any answer of its own will do
     */
    record Line(String caller, String answer) {}

    /** A guest's questions; the first is the one of the Voximplant setup guide. */
    static final List<Line> HOTEL = List.of(
            new Line("Сколько стоит номер?", null),
            new Line("Во сколько завтрак?", null),
            new Line("А парковка у вас есть?", null));

    /** The sample dialogue of the Twilio setup guide. */
    static final List<Line> CAREER = List.of(
            new Line(
                    "Привет, хочу сменить профессию",
                    "Привет! Смена профессии - серьезный шаг! Помогу определить наиболее подходящие направления. "
                            + "Какая сфера вас больше всего привлекает: IT, маркетинг, медицина?"),
            new Line(
                    "Интересует IT, но не знаю с чего начать",
                    "IT-сфера очень перспективна! Есть много направлений: разработка, тестирование, аналитика. "
                            + "Что вам ближе - создавать программы или анализировать данные?"),
            new Line(
                    "Наверное программирование",
                    "Отлично! Для программирования важна логика и терпение. Рекомендую начать с Python или JavaScript. "
                            + "Для детального анализа ваших способностей напишите нашему Telegram-боту. "
                            + "Он проведет психологический тест и даст точные рекомендации!"));

    /** A customer who writes; the first message is the one of the Twilio setup guide. */
    static final List<Line> CAREER_SMS = List.of(
            new Line("Помогите выбрать профессию", null),
            new Line("Интересует IT, но не знаю с чего начать", null),
            new Line("Наверное программирование", null));

    private Script() {}
}
