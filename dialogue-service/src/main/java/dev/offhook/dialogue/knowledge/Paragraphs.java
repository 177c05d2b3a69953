package dev.offhook.dialogue.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Splits a document into passages: its paragraphs, a heading together with what stands below it. A long paragraph becomes
 * several, each beginning with the last sentence of the one before, so that what is said over a border is found too.
 */
final class Paragraphs {
    /** Two or three of them fit into a prompt beside everything else. */
    static final int LONGEST = 800;

    /** A longer sentence is not repeated. */
    private static final int OVERLAP = 200;

    private static final int HEADING = 100;
    private static final Pattern BETWEEN_PARAGRAPHS = Pattern.compile("\\n[\\p{Z}\\t]*\\n\\s*");
    private static final Pattern BETWEEN_SENTENCES = Pattern.compile("(?<=[.!?…])\\s+|\\n+");
    private static final Pattern ENDS_A_SENTENCE = Pattern.compile("(?s).*[.!?…:;,]$");

    private Paragraphs() {}

    /** The passages of {@code text}, none blank, each of at most {@value #LONGEST} characters. */
    static List<String> of(String text) {
        var passages = new ArrayList<String>();
        String heading = "";
        for (String block : BETWEEN_PARAGRAPHS.split(text.replace("\r\n", "\n").strip())) {
            String paragraph = block.strip();
            if (paragraph.isEmpty()) {
                continue;
            }
            String below = heading.isEmpty() ? paragraph : heading + "\n" + paragraph;
            if (isHeading(paragraph) && below.length() <= HEADING * 3) {
                heading = below;
            } else {
                passages.addAll(parts(below));
                heading = "";
            }
        }
        if (!heading.isEmpty()) {
            passages.addAll(parts(heading));
        }
        return passages;
    }

    private static boolean isHeading(String paragraph) {
        return paragraph.indexOf('\n') < 0
                && paragraph.length() <= HEADING
                && (paragraph.startsWith("#")
                        || !ENDS_A_SENTENCE.matcher(paragraph).matches());
    }

    private static List<String> parts(String paragraph) {
        if (paragraph.length() <= LONGEST) {
            return List.of(paragraph);
        }
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        String last = "";
        for (String sentence : sentences(paragraph)) {
            if (!part.isEmpty() && part.length() + 1 + sentence.length() > LONGEST) {
                parts.add(part.toString());
                part.setLength(0);
                if (last.length() <= OVERLAP && last.length() + 1 + sentence.length() <= LONGEST) {
                    part.append(last);
                }
            }
            part.append(part.isEmpty() ? "" : " ").append(sentence);
            last = sentence;
        }
        parts.add(part.toString());
        return parts;
    }

    /** Sentences; what is no sentence, because it is too long for one, is cut between words or, without any, anywhere. */
    private static List<String> sentences(String paragraph) {
        var sentences = new ArrayList<String>();
        for (String sentence : BETWEEN_SENTENCES.split(paragraph)) {
            String rest = sentence.strip();
            while (rest.length() > LONGEST) {
                int space = rest.lastIndexOf(' ', LONGEST);
                int cut = space > 0 ? space : LONGEST;
                if (Character.isLowSurrogate(rest.charAt(cut))) {
                    cut--;
                }
                sentences.add(rest.substring(0, cut));
                rest = rest.substring(cut).strip();
            }
            if (!rest.isEmpty()) {
                sentences.add(rest);
            }
        }
        return sentences;
    }
}
