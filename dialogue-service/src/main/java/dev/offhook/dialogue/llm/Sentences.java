package dev.offhook.dialogue.llm;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Cuts an answer into sentences while it is written, and turns each into plain text.
 *
 * <p>A sentence ends
 * <ul>
 *   <li>at a line break;
 *   <li>at {@code !} or {@code ?}, with the closing quotes and brackets behind them, before white space or at the end of
 *       what is there;
 *   <li>at a dot behind an ordinary word, likewise; one that may belong to an address, a number or a time waits for the
 *       white space behind it; an abbreviation that may end a sentence ("500 руб.") and an ellipsis wait for a capital
 *       letter; one that cannot ("ул.", "Mr."), an initial and the number of a list item do not end it;
 *   <li>before its {@value #LONGEST}th character, at the last comma or space;
 * </ul>
 * and never within an open quote or bracket for want of white space. The price of not waiting: a site's name that comes
 * in two pieces, cut right behind its dot, and not after a word such as "site", is cut there.
 */
public final class Sentences {
    private static final int LONGEST = 400;
    private static final String MARKS = ".!?…";
    private static final String CLOSERS = "»”\"')]*_`";
    private static final Pattern SAYS_SOMETHING = Pattern.compile("[\\p{L}\\p{N}]");
    private static final Pattern ADDRESS = Pattern.compile("[/@\\\\]|\\w\\.\\w");

    private final Channel channel;
    private final StringBuilder pending = new StringBuilder();
    private boolean behindCut;

    /** For an answer on this channel. */
    public Sentences(Channel channel) {
        this.channel = channel;
    }

    /**
     * Takes the next piece of the answer.
     *
     * @return the sentences that are finished with it, mostly none or one; never blank
     */
    public List<String> feed(String piece) {
        pending.append(piece);
        if (behindCut) {
            swallowMarks();
        }
        List<String> finished = new ArrayList<>();
        for (int end = end(); end > 0; end = end()) {
            behindCut = end == pending.length() && !Character.isWhitespace(pending.charAt(end - 1));
            take(end, finished);
        }
        return finished;
    }

    /** What is left at the end of the answer, as a sentence; empty when nothing is. */
    public List<String> finish() {
        List<String> finished = new ArrayList<>();
        take(pending.length(), finished);
        return finished;
    }

    private void take(int end, List<String> into) {
        String plain = PlainText.of(pending.substring(0, end), channel);
        pending.delete(0, end);
        if (SAYS_SOMETHING.matcher(plain).find()) {
            into.add(plain);
        }
    }

    /** What belongs to a sentence that was cut before it was there: the second mark of "?!", a closing quote. */
    private void swallowMarks() {
        int from = 0;
        while (from < pending.length()
                && (MARKS.indexOf(pending.charAt(from)) >= 0 || CLOSERS.indexOf(pending.charAt(from)) >= 0)) {
            from++;
        }
        behindCut = from == pending.length();
        pending.delete(0, from);
    }

    /** Where the first sentence ends, 0 when it does not yet. */
    private int end() {
        boolean fenced = false;
        boolean says = false;
        for (int i = 0; i < pending.length(); i++) {
            char c = pending.charAt(i);
            if (c == '`' && pending.indexOf("```", i) == i) {
                fenced = !fenced;
                i += 2;
            } else if (!fenced) {
                if (c == '\n' && says) {
                    return i + 1;
                }
                if (MARKS.indexOf(c) >= 0 && says) {
                    int marks = pastAll(MARKS, i);
                    int end = endAt(i, marks, pastAll(CLOSERS, marks));
                    if (end > 0) {
                        return end;
                    }
                    i = marks - 1;
                }
                says |= Character.isLetterOrDigit(c);
                if (i >= LONGEST) {
                    return lastPause();
                }
            }
        }
        return 0;
    }

    /** The end of the sentence at the marks from {@code mark} to {@code marks} with closers to {@code end}, or 0. */
    private int endAt(int mark, int marks, int end) {
        boolean last = end == pending.length();
        if (!last && !Character.isWhitespace(pending.charAt(end))) {
            return 0;
        }
        boolean asks = false;
        for (int i = mark; i < marks; i++) {
            asks |= pending.charAt(i) == '!' || pending.charAt(i) == '?';
        }
        SentenceEnd.Dot dot;
        if (asks) {
            dot = inAddress(mark) ? SentenceEnd.Dot.BEFORE_SPACE : SentenceEnd.Dot.ALWAYS;
        } else if (marks - mark > 1 || pending.charAt(mark) == '…') {
            dot = SentenceEnd.Dot.BEFORE_CAPITAL;
        } else {
            dot = SentenceEnd.of(pending.substring(0, mark));
        }
        return switch (dot) {
            case NEVER -> 0;
            case BEFORE_CAPITAL -> capitalFollows(end) ? end : 0;
            case BEFORE_SPACE -> last ? 0 : end;
            case ALWAYS -> last && open(end) ? 0 : end;
        };
    }

    private boolean capitalFollows(int from) {
        for (int i = from; i < pending.length(); i++) {
            char c = pending.charAt(i);
            if (Character.isLetterOrDigit(c) || c == '\n') {
                return Character.isUpperCase(c) || c == '\n';
            }
        }
        return false;
    }

    /** Whether the word before a mark is an address, in which "?" stands for itself. */
    private boolean inAddress(int mark) {
        int start = mark;
        while (start > 0 && !Character.isWhitespace(pending.charAt(start - 1))) {
            start--;
        }
        return ADDRESS.matcher(pending.substring(start, mark)).find();
    }

    /** Whether a quote, a bracket or an emphasis is open, whose end belongs to the sentence. */
    private boolean open(int end) {
        int quotes = 0;
        int straight = 0;
        int stars = 0;
        for (int i = 0; i < end; i++) {
            switch (pending.charAt(i)) {
                case '«', '“', '„', '(', '[' -> quotes++;
                case '»', '”', ')', ']' -> quotes--;
                case '"' -> straight++;
                case '*' -> stars++;
                default -> {}
            }
        }
        return quotes > 0 || straight % 2 != 0 || stars % 2 != 0 || boldIsOpen(end);
    }

    private boolean boldIsOpen(int end) {
        int bold = 0;
        for (int i = pending.indexOf("**"); i >= 0 && i < end; i = pending.indexOf("**", i + 2)) {
            bold++;
        }
        return bold % 2 != 0;
    }

    private int pastAll(String characters, int from) {
        int i = from;
        while (i < pending.length() && characters.indexOf(pending.charAt(i)) >= 0) {
            i++;
        }
        return i;
    }

    private int lastPause() {
        for (String pause : List.of("; ", ", ", " ")) {
            int at = pending.lastIndexOf(pause, LONGEST - 1);
            if (at > LONGEST / 4) {
                return at + pause.length();
            }
        }
        return Character.isHighSurrogate(pending.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    }
}
