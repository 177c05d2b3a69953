package dev.offhook.dialogue.rules;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The words of a text, in the one form in which utterances and keywords are compared. */
public final class Words {
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Words() {}

    /**
     * The words of {@code text}, each once, in their order: lower case, {@code ё} as {@code е}, without punctuation; a
     * hyphen parts two words.
     */
    public static Set<String> of(String text) {
        // Speech recognisers and keyboards differ in how they compose й and ё.
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        String plain = composed.toLowerCase(Locale.ROOT).replace('ё', 'е');
        var words = new LinkedHashSet<String>();
        for (String word : BETWEEN_WORDS.split(plain)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }
}
