package dev.offhook.dialogue.knowledge;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What was said, as it is compared with what is known: its words in lower case, {@code ё} as {@code е}, a hyphen parting
 * two words, without what people say around a question. PostgreSQL does the rest: it drops words that carry no meaning,
 * and endings.
 *
 * @param words divided by single spaces; empty when nothing is left that could be looked for
 * @param negated true when something is denied: «без завтрака» is another question than «завтрак»
 */
record Spoken(String words, boolean negated) {
    /** A caller's sentence has a few words; beyond this nobody asks one question. */
    private static final int LONGEST = 1_000;

    private static final int LONGEST_WORD = 60;
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private static final Set<String> NEGATIONS =
            Set.of("не", "нет", "без", "нельзя", "no", "not", "without", "never", "don", "isn", "doesn");

    /** Around a question, not in it; with them half of every polite sentence would be about something unknown. */
    private static final Pattern AROUND_A_QUESTION = Pattern.compile("""
            пожалуйст\\p{L}*|скажи(те)?|подскаж\\p{L}*|расскаж\\p{L}*|сообщите|уточн\\p{L}+|объясните|ответьте|посоветуйте\
            |здравствуй(те)?|здрасьте|добр(ый|ое|ого)|день|дня|вечер|утро|привет\\p{L}*|алло|ало|девушка|извин\\p{L}*|прости(те)?\
            |хоте(л|ла|ли|лось)|хочу|хотим|хочется|мог(ли|ла|у)?|можете|можем|можно|узна(ть|ю|ем)|спросить|поинтересоваться|интерес(ует|но|уюсь)\
            |вопрос(ик)?|такой|насчет|относительно|это|эта|все|ну|так|вот|слушай(те)?|значит|вообще|просто|например|кстати\
            |ваш\\p{L}*|свой|своей|своего|своим|своими|своих|нам|нами|мною|мной|вами|отел[ьяеи]\\p{L}*|гостиниц\\p{L}*\
            |нуж(но|ен|на|ны)|надо|возмож\\p{L}+|получится|имеется|бывает|существует|понял|поняла|понятно|ладно|хорошо|окей|ок|ага|угу|точно\
            |сейчас|примерно|собственно|собой|ними|начина\\p{L}+|заканчива\\p{L}+|предоставля\\p{L}+|предлага\\p{L}+|дадите|дайте|врем(я|ени)|час(а|ов|у)?|нынче|теперь\
            |котор\\p{L}+|какого|какому|какую|каким|еще|там|тут|та|те|какие|какая|какое|какова|каков|каковы\
            |please|tell|me|hello|hi|hey|thanks|could|would|like|want|know|your|hotel""".replace("\n", ""));

    static final Spoken NOTHING = new Spoken("", false);

    static Spoken of(String text) {
        if (text == null || text.isBlank()) {
            return NOTHING;
        }
        String capped = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        // Speech recognisers and keyboards differ in how they compose й and ё.
        String plain = Normalizer.normalize(capped, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .replace('ё', 'е');
        var words = new StringBuilder(plain.length());
        boolean negated = false;
        for (String word : BETWEEN_WORDS.split(plain)) {
            negated |= NEGATIONS.contains(word);
            if (!word.isEmpty()
                    && word.length() <= LONGEST_WORD
                    && !AROUND_A_QUESTION.matcher(word).matches()) {
                words.append(words.isEmpty() ? "" : " ").append(word);
            }
        }
        return new Spoken(words.toString(), negated);
    }

    boolean isEmpty() {
        return words.isEmpty();
    }
}
