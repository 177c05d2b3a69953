package dev.offhook.dialogue.llm;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes markup out of a model's text: no voice should say "asterisk asterisk", and an SMS shows it as it stands. */
final class PlainText {
    private static final Pattern FENCE = Pattern.compile("```[\\s\\S]*?(?:```|$)");
    private static final Pattern IMAGE = Pattern.compile("!\\[([^\\]]*)]\\([^)\\s]*[^)]*\\)");
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]+)]\\(\\s*<?([^)\\s>]+)>?[^)]*\\)");
    private static final Pattern AUTOLINK = Pattern.compile("<((?:https?://|mailto:)[^>\\s]+)>");
    private static final Pattern TAG = Pattern.compile("</?[A-Za-z][^<>]{0,60}>");
    private static final Pattern LINE_MARK = Pattern.compile("(?m)^\\s*(?:#{1,6}\\s+|>\\s?|[-*+•–—]\\s+)+");
    private static final Pattern RULE = Pattern.compile("(?m)^\\s*[-*_|:= ]{3,}$");
    /** Not the star of "2*3" nor that of "*123#". */
    private static final Pattern STAR = Pattern.compile("(?<!\\d)\\*+(?!\\d+[*#])|\\*+(?!\\d)");

    private static final Pattern UNDERSCORE = Pattern.compile("(?<![\\p{L}\\p{N}])_+|_+(?![\\p{L}\\p{N}])");
    private static final Pattern TICK = Pattern.compile("`+|~~");
    private static final Pattern BAR = Pattern.compile("\\s*\\|\\s*");
    private static final Pattern SCHEME = Pattern.compile("(?i)\\b(?:https?://|mailto:)(?:www\\.)?");
    private static final Pattern EMOJI = Pattern.compile(
            "[\\p{IsExtended_Pictographic}\\p{IsEmoji_Modifier}\\x{1F1E6}-\\x{1F1FF}\\x{FE0F}\\x{200D}\\x{20E3}]+");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern SPACE_BEFORE_MARK = Pattern.compile(" +(?=[,.!?…;:])");
    private static final Pattern EDGE = Pattern.compile("^[,;:\\s]+|[,;\\s]+$");
    private static final Pattern ENDS_OPEN = Pattern.compile("[\\p{L}\\p{N}]$");

    private PlainText() {}

    /**
     * The words of a sentence. A voice says a link's text and an address without its scheme, and pauses at the end of a
     * line; an SMS keeps addresses whole.
     *
     * @return empty when there was nothing but markup
     */
    static String of(String raw, Channel channel) {
        boolean voice = channel == Channel.VOICE;
        String text = FENCE.matcher(raw).replaceAll(" ");
        text = IMAGE.matcher(text).replaceAll("$1");
        text = LINK.matcher(text)
                .replaceAll(link -> voice || link.group(1).equals(link.group(2))
                        ? escaped(link.group(1))
                        : escaped(link.group(1) + " " + link.group(2)));
        text = AUTOLINK.matcher(text).replaceAll("$1");
        text = TAG.matcher(text).replaceAll(" ");
        text = RULE.matcher(text).replaceAll("");
        text = LINE_MARK.matcher(text).replaceAll("");
        text = STAR.matcher(text).replaceAll("");
        text = UNDERSCORE.matcher(text).replaceAll("");
        text = TICK.matcher(text).replaceAll("");
        text = BAR.matcher(text).replaceAll(", ");
        text = EMOJI.matcher(text).replaceAll("");
        if (voice) {
            text = SCHEME.matcher(text).replaceAll("");
        }
        text = SPACE.matcher(text).replaceAll(" ");
        text = SPACE_BEFORE_MARK.matcher(text).replaceAll("");
        text = EDGE.matcher(text).replaceAll("");
        return voice && ENDS_OPEN.matcher(text).find() ? text + "." : text;
    }

    private static String escaped(String text) {
        return Matcher.quoteReplacement(text);
    }
}
