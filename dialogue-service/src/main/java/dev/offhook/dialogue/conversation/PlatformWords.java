package dev.offhook.dialogue.conversation;

import dev.offhook.events.TenantConfiguration.Words;

/** The phrases of special moments that a tenant has not written itself, in Russian and in English. */
final class PlatformWords {
    private static final Words RUSSIAN = new Words(
            "Спасибо за звонок. До свидания!",
            "Похоже, я не могу помочь с этим вопросом. Соединить вас с сотрудником?",
            "Соединяю с сотрудником. Оставайтесь, пожалуйста, на линии.",
            "К сожалению, сейчас никто не может ответить.",
            "Оставьте, пожалуйста, сообщение после сигнала.",
            "У нас осталась примерно минута разговора.",
            "К сожалению, сейчас мы не можем принять звонок. Пожалуйста, перезвоните позже. До свидания!",
            "Сейчас нерабочее время.",
            "Отправили вам сообщение.");
    private static final Words ENGLISH = new Words(
            "Thank you for calling. Goodbye!",
            "I don't seem to be able to help with this. Shall I connect you with a colleague?",
            "I am connecting you with a colleague. Please stay on the line.",
            "I am sorry, nobody can take your call right now.",
            "Please leave a message after the tone.",
            "We have about a minute left.",
            "I am sorry, we cannot take your call right now. Please call again later. Goodbye!",
            "We are closed at the moment.",
            "We have sent you a message.");

    private static final String STILL_RUSSIAN = "Хорошо, продолжим по-русски. Чем могу помочь?";
    private static final String STILL_ENGLISH = "Sure, let's go on in English. How can I help you?";

    private PlatformWords() {}

    /**
     * The tenant's own words where it has some and where they are in the language of the call; the platform's otherwise.
     *
     * @param own the tenant's
     * @param language BCP 47, what the call is held in
     * @param ownLanguage true when that is the tenant's own language
     */
    static Words of(Words own, String language, boolean ownLanguage) {
        Words platform = russian(language) ? RUSSIAN : ENGLISH;
        return ownLanguage
                ? new Words(
                        or(own.goodbye(), platform.goodbye()),
                        or(own.offerHuman(), platform.offerHuman()),
                        or(own.transferring(), platform.transferring()),
                        or(own.transferFailed(), platform.transferFailed()),
                        or(own.recordMessage(), platform.recordMessage()),
                        or(own.durationWarning(), platform.durationWarning()),
                        or(own.limitReached(), platform.limitReached()),
                        or(own.afterHours(), platform.afterHours()),
                        or(own.messageSent(), platform.messageSent()))
                : platform;
    }

    /** What is said after a change of language. */
    static String goOn(String language) {
        return russian(language) ? STILL_RUSSIAN : STILL_ENGLISH;
    }

    static boolean russian(String language) {
        return language.startsWith("ru");
    }

    private static String or(String own, String platform) {
        return own == null || own.isBlank() ? platform : own;
    }
}
