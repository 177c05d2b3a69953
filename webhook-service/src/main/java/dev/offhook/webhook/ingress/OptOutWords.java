package dev.offhook.webhook.ingress;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import dev.offhook.events.Messaging;
import dev.offhook.events.SmsEvent.OptOut;

/**
 * What a text means for consent. Decided here, once: a stop never reaches an assistant.
 *
 * @see <a href="https://help.twilio.com/articles/223134027">Twilio's default keywords</a>
 */
public final class OptOutWords {
    private static final Set<String> STOP =
            Set.of("STOP", "UNSUBSCRIBE", "END", "QUIT", "STOPALL", "REVOKE", "OPTOUT", "CANCEL", "СТОП", "ОТПИСАТЬСЯ");
    /** Without Advanced Opt-Out Twilio reacts to no other language, and not to INFO. */
    private static final Set<String> TWILIO = Set.of(
            "STOP", "UNSUBSCRIBE", "END", "QUIT", "STOPALL", "REVOKE", "OPTOUT", "CANCEL", "START", "UNSTOP", "HELP");

    // Not YES, though Twilio takes it for an opt-in: in a conversation it is an answer to a question.
    private static final Set<String> START = Set.of("START", "UNSTOP", "СТАРТ");
    private static final Set<String> HELP = Set.of("HELP", "INFO", "ПОМОЩЬ");
    private static final Pattern AROUND =
            Pattern.compile("^[\\s\\h\\p{Punct}\\p{IsPunctuation}]+|[\\s\\h\\p{Punct}\\p{IsPunctuation}]+$");
    private static final Pattern BETWEEN = Pattern.compile("[\\s\\h]+");

    private OptOutWords() {}

    /**
     * Classifies a message.
     *
     * @param body the whole message: a keyword counts only alone, in any case, with or without punctuation
     * @param optOutType Twilio's own verdict (Advanced Opt-Out), null or empty when it gave none, as Voximplant never does
     * @param own the tenant's words: they add to those that everybody knows, and change none of them
     */
    public static OptOut classify(String body, String optOutType, Messaging.OptOutWords own) {
        String word = bare(optOutType == null || optOutType.isBlank() ? body : optOutType);
        if (STOP.contains(word)) {
            return OptOut.STOP;
        }
        if (START.contains(word)) {
            return OptOut.START;
        }
        if (HELP.contains(word)) {
            return OptOut.HELP;
        }
        if (among(own.stop(), word)) {
            return OptOut.STOP;
        }
        if (among(own.start(), word)) {
            return OptOut.START;
        }
        return among(own.help(), word) ? OptOut.HELP : OptOut.NONE;
    }

    /**
     * Whether Twilio has answered such a message itself: it answers its own words, and says so in {@code OptOutType}
     * where Advanced Opt-Out adds others.
     */
    public static boolean answeredByTwilio(String body, String optOutType) {
        return (optOutType != null && !optOutType.isBlank()) || TWILIO.contains(bare(body));
    }

    private static boolean among(List<String> words, String word) {
        return words.stream().anyMatch(own -> bare(own).equals(word));
    }

    private static String bare(String text) {
        String alone = AROUND.matcher(text).replaceAll("");
        return BETWEEN.matcher(alone).replaceAll(" ").toUpperCase(Locale.ROOT);
    }
}
