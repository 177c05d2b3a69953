package dev.offhook.webhook.ingress;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import dev.offhook.events.SmsEvent.OptOut;

/**
 * What a text means for consent. Decided here, once: a stop never reaches an assistant.
 *
 * @see <a href="https://help.twilio.com/articles/223134027">Twilio's default keywords</a>
 */
public final class OptOutWords {
    private static final Set<String> STOP =
            Set.of("STOP", "UNSUBSCRIBE", "END", "QUIT", "STOPALL", "REVOKE", "OPTOUT", "CANCEL", "СТОП", "ОТПИСАТЬСЯ");
    // Not YES, though Twilio takes it for an opt-in: in a conversation it is an answer to a question.
    private static final Set<String> START = Set.of("START", "UNSTOP", "СТАРТ");
    private static final Set<String> HELP = Set.of("HELP", "INFO", "ПОМОЩЬ");
    private static final Pattern AROUND = Pattern.compile("^[\\s\\p{Punct}«»]+|[\\s\\p{Punct}«»]+$");

    private OptOutWords() {}

    /**
     * Classifies a message.
     *
     * @param body the whole message: a keyword counts only alone, in any case, with or without punctuation
     * @param optOutType Twilio's own verdict (Advanced Opt-Out), null or empty when it gave none, as Voximplant never does
     */
    public static OptOut classify(String body, String optOutType) {
        String word = optOutType == null || optOutType.isBlank() ? body : optOutType;
        String bare = AROUND.matcher(word).replaceAll("").toUpperCase(Locale.ROOT);
        if (STOP.contains(bare)) {
            return OptOut.STOP;
        }
        if (START.contains(bare)) {
            return OptOut.START;
        }
        return HELP.contains(bare) ? OptOut.HELP : OptOut.NONE;
    }
}
