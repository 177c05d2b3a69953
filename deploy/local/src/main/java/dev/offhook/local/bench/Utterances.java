package dev.offhook.local.bench;

import java.util.List;

import dev.offhook.events.Provider;

/**
 * What the callers of a load run say, in turn: no farewell and no wish for a human, since a call has to last, and nothing
 * that sends a text message, since it is the voice path that is measured.
 */
enum Utterances {
    HR_CENTER(List.of(
            "Привет, хочу сменить профессию",
            "Интересует IT, но не знаю с чего начать",
            "Меня привлекает медицина",
            "Хочу выбрать профессию",
            "Хочу заниматься тестированием",
            "Помогите выбрать профессию",
            "Думаю о маркетинге",
            "Сколько стоит консультация?")),
    HOTEL_ROYAL(List.of(
            "Сколько стоит номер?", "Во сколько завтрак?", "Есть ли у вас парковка?", "Можно приехать с собакой?"));

    private final List<String> texts;

    Utterances(List<String> texts) {
        this.texts = texts;
    }

    /** The callers of the demo tenant that this provider carries. */
    static Utterances of(Provider provider) {
        return switch (provider) {
            case TWILIO, TEST -> HR_CENTER;
            case VOXIMPLANT -> HOTEL_ROYAL;
        };
    }

    /** The text of the turn with this number, from 0. */
    String text(long turn) {
        return texts.get((int) (turn % texts.size()));
    }
}
