package dev.offhook.servers.llm;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the server says without a script: the line of the system prompt that fits best, or that it does not know. */
final class PoliteAnswer {
    private static final Pattern CYRILLIC = Pattern.compile("[а-яёА-ЯЁ]");
    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");
    /** "What may be answered": where the knowledge begins in a prompt that has headings. */
    private static final Pattern KNOWLEDGE = Pattern.compile("(?im)^#+\\s*(knowledge|знания).*$");

    private static final Pattern MARK = Pattern.compile("^(?:[-*•]\\s*|#+\\s*|(?:Q|A|В|О|Вопрос|Ответ)\\s*:\\s*)+");
    private static final Pattern WHO = Pattern.compile(
            "(?iU)(\\bкто ты\\b|\\bты кто\\b|\\bвы кто\\b|\\bкто вы\\b|робот|who are you|are you (a |an )?(robot|ai|human|real))");
    private static final int STEM = 4;
    private static final int LONGEST = 400;

    private PoliteAnswer() {}

    static String to(LlmCall call) {
        String asked = call.lastUserText();
        boolean russian =
                CYRILLIC.matcher(asked.isBlank() ? call.system() : asked).find();
        if (call.toolResult().isPresent()) {
            return russian
                    ? "Хорошо, сделано. Могу ещё чем-нибудь помочь?"
                    : "All right, done. Can I help with anything else?";
        }
        if (WHO.matcher(asked).find()) {
            return russian
                    ? "Я тестовый помощник: настоящая языковая модель не подключена."
                    : "I am a test assistant: no real language model is connected.";
        }
        return best(knowledge(call.system()), stems(asked))
                .orElse(
                        russian
                                ? "Спасибо за вопрос. Точного ответа у меня нет, но коллеги смогут помочь."
                                : "Thank you for the question. I do not know the answer, but a colleague can help.");
    }

    /** The lines after the heading of the knowledge up to the next heading, or all lines without such a heading. */
    static List<String> knowledge(String system) {
        var heading = KNOWLEDGE.matcher(system);
        String from = heading.find() ? system.substring(heading.end()) : system;
        int next = from.indexOf("\n#");
        return (heading.hasMatch() && next >= 0 ? from.substring(0, next) : from)
                .lines()
                .map(line -> MARK.matcher(line.strip()).replaceFirst(""))
                .filter(line -> !line.isBlank())
                .toList();
    }

    /** The first letters of a text's longer words: enough to meet "завтрак" and "завтрака". */
    static Set<String> stems(String text) {
        return Arrays.stream(NO_LETTERS.split(text.toLowerCase(Locale.ROOT)))
                .filter(word -> word.length() >= STEM)
                .map(word -> word.substring(0, STEM))
                .collect(Collectors.toSet());
    }

    private static Optional<String> best(List<String> lines, Set<String> asked) {
        return lines.stream()
                .filter(line -> common(line, asked) > 0)
                // A line that is a question is answered by the line behind it.
                .max(Comparator.comparingLong(line -> common(line, asked)))
                .map(line -> line.endsWith("?") ? following(lines, line) : line)
                .map(line -> line.length() > LONGEST ? line.substring(0, LONGEST) : line)
                .map(line -> ".!?…".indexOf(line.charAt(line.length() - 1)) >= 0 ? line : line + ".");
    }

    private static String following(List<String> lines, String line) {
        int next = lines.indexOf(line) + 1;
        return next < lines.size() ? lines.get(next) : line;
    }

    private static long common(String line, Set<String> asked) {
        return stems(line).stream().filter(asked::contains).count();
    }
}
