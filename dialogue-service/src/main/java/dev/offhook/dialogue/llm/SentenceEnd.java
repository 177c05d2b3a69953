package dev.offhook.dialogue.llm;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Judges the dot behind a word: whether a sentence ends there, and whether that is sure before the next character. */
final class SentenceEnd {
    /** What a dot behind a word means. */
    enum Dot {
        /** It belongs to the word. */
        NEVER,
        /** It ends the sentence when a capital letter follows. */
        BEFORE_CAPITAL,
        /** It ends the sentence when white space follows. */
        BEFORE_SPACE,
        /** It ends the sentence whatever follows. */
        ALWAYS
    }

    /** Stand before what they belong to: "ул. Ленина", "Mr. Smith". */
    private static final Set<String> BEFORE = Set.of(
            "ул", "пр-т", "пр-кт", "просп", "пер", "наб", "пл", "бул", "б-р", "обл", "р-н", "им", "проф", "акад", "св",
            "кв", "стр", "корп", "эт", "оф", "тел", "доп", "см", "ср", "напр", "рис", "гл", "ст", "т.е", "т.к", "т.н",
            "гр", "г-н", "г-жа", "mr", "mrs", "ms", "dr", "prof", "st", "vs", "e.g", "i.e", "fig", "approx", "ext",
            "tel");

    /** Stand behind it: "500 руб.", "и т. д.", "5 p.m."; a sentence may end with them. */
    private static final Set<String> BEHIND = Set.of(
            "т.д", "т.п", "др", "пр", "руб", "коп", "тыс", "млн", "млрд", "гг", "вв", "мин", "час", "сек", "чел", "шт",
            "кг", "км", "мес", "нед", "н.э", "etc", "inc", "ltd", "co", "corp", "jr", "sr", "a.m", "p.m", "u.s", "u.k",
            "no", "min", "max", "hrs");

    private static final Set<String> WORDS_OF_ONE_LETTER = Set.of("я", "i");
    private static final Pattern VOWEL = Pattern.compile("(?iu)[аеёиоуыэюяaeiouy]");
    private static final Pattern INITIALS = Pattern.compile("\\p{Lu}(?:\\.\\p{Lu})*");
    private static final Pattern WORD = Pattern.compile("\\p{L}+(?:-\\p{L}+)*");
    private static final Pattern LATIN = Pattern.compile("[A-Za-z-]+");
    private static final Pattern CYRILLIC = Pattern.compile("\\p{IsCyrillic}");

    /** Words before the name of a site or a mailbox, whose dots may come one by one. */
    private static final Pattern ADDRESS_COMES = Pattern.compile(
            "(?iu)(?:сайт\\p{L}*|адрес\\p{L}*|почт\\p{L}*|ссылк\\p{L}*|домен\\p{L}*|\\bsite|website|visit|e-?mail|mail|url|address|link|\\bat|\\bto)\\P{L}{1,3}$");

    private SentenceEnd() {}

    /**
     * Judges a dot.
     *
     * @param before what stands before the dot, from the beginning of the sentence
     */
    static Dot of(String before) {
        int start = before.length();
        while (start > 0 && !Character.isWhitespace(before.charAt(start - 1))) {
            start--;
        }
        String lead = before.substring(0, start);
        String token = stripped(before.substring(start));
        String word = token.toLowerCase(Locale.ROOT);
        if (word.isEmpty()) {
            return Dot.BEFORE_SPACE;
        }
        if (Character.isDigit(word.charAt(word.length() - 1))) {
            // "1." at the beginning numbers a list.
            return lead.isBlank() && word.chars().allMatch(Character::isDigit) ? Dot.NEVER : Dot.BEFORE_SPACE;
        }
        if (WORDS_OF_ONE_LETTER.contains(word)) {
            return lead.isBlank() ? Dot.BEFORE_CAPITAL : Dot.BEFORE_SPACE;
        }
        boolean behindNumber = endsWithNumber(lead);
        if (BEHIND.contains(word) || word.equals("д") && lead.stripTrailing().endsWith("т.")) {
            return Dot.BEFORE_CAPITAL;
        }
        if (word.length() == 1 || BEFORE.contains(word)) {
            return behindNumber ? Dot.BEFORE_CAPITAL : Dot.NEVER;
        }
        if (INITIALS.matcher(token).matches() && token.indexOf('.') > 0) {
            return Dot.NEVER;
        }
        if (!WORD.matcher(token).matches()) {
            return Dot.BEFORE_SPACE;
        }
        boolean acronym = token.equals(token.toUpperCase(Locale.ROOT));
        if (!acronym && !VOWEL.matcher(word).find()) {
            return Dot.BEFORE_CAPITAL;
        }
        return mayBeAddress(lead, token) ? Dot.BEFORE_SPACE : Dot.ALWAYS;
    }

    /** Whether a word may be the beginning of "hotel.example", so that only the next character tells. */
    private static boolean mayBeAddress(String lead, String token) {
        return ADDRESS_COMES.matcher(lead).find()
                || LATIN.matcher(token).matches()
                        && (CYRILLIC.matcher(lead).find()
                                || token.toLowerCase(Locale.ROOT).startsWith("www"));
    }

    private static boolean endsWithNumber(String lead) {
        String before = lead.stripTrailing();
        return !before.isEmpty() && Character.isDigit(before.charAt(before.length() - 1));
    }

    /** A word without quotes, brackets and emphasis. */
    private static String stripped(String token) {
        int from = 0;
        while (from < token.length() && "«»„“”\"'()[]*_`~#>-–—".indexOf(token.charAt(from)) >= 0) {
            from++;
        }
        int to = token.length();
        while (to > from && "»”\"')]*_`~".indexOf(token.charAt(to - 1)) >= 0) {
            to--;
        }
        return token.substring(from, to);
    }
}
