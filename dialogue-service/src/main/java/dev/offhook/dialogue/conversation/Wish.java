package dev.offhook.dialogue.conversation;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.offhook.dialogue.rules.Words;

/**
 * What a caller may want of the conversation itself, whatever the business is. Told from short utterances only.
 *
 * @param words of the utterance
 */
record Wish(Set<String> words) {
    /** A longer utterance is about something: «повторите, сколько стоит люкс на двоих» is a question. */
    private static final int SHORT = 5;

    private static final List<Set<String>> AGAIN = List.of(
            Set.of("повторите"),
            Set.of("повтори"),
            Set.of("еще", "раз"),
            Set.of("расслышал"),
            Set.of("расслышала"),
            Set.of("что", "вы", "сказали"),
            Set.of("repeat"),
            Set.of("say", "again"),
            Set.of("pardon"));
    private static final Set<String> YES = Set.of(
            "да",
            "давайте",
            "конечно",
            "хорошо",
            "соедините",
            "соединяйте",
            "ок",
            "ага",
            "угу",
            "yes",
            "sure",
            "please",
            "ok",
            "okay");
    private static final Set<String> NO = Set.of("нет", "не", "no", "not", "don");
    private static final List<Set<String>> ENGLISH =
            List.of(Set.of("по", "английски"), Set.of("speak", "english"), Set.of("in", "english"), Set.of("english"));
    private static final List<Set<String>> RUSSIAN =
            List.of(Set.of("по", "русски"), Set.of("speak", "russian"), Set.of("in", "russian"), Set.of("russian"));

    /** The wish in an utterance, if there is one. */
    static Wish in(String utterance) {
        return new Wish(Words.of(utterance));
    }

    /** True when the caller wants to hear the last answer again. */
    boolean again() {
        return says(AGAIN);
    }

    /** True when the caller agrees to what was offered. */
    boolean yes() {
        return words.size() <= SHORT
                && words.stream().anyMatch(YES::contains)
                && words.stream().noneMatch(NO::contains);
    }

    /**
     * The language that the caller asks for, of those that the assistant speaks.
     *
     * @param languages BCP 47
     */
    Optional<String> language(List<String> languages) {
        return languages.stream()
                .filter(language -> says(PlatformWords.russian(language) ? RUSSIAN : ENGLISH))
                .findFirst();
    }

    private boolean says(List<Set<String>> phrases) {
        return words.size() <= SHORT && phrases.stream().anyMatch(words::containsAll);
    }
}
