package dev.offhook.dialogue.rules;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.offhook.events.TenantConfiguration.Rule;

/**
 * A tenant's keyword rules, ready to be asked. Immutable.
 *
 * <p>A rule matches when every word of one of its phrases occurs in the utterance, in any order and form of writing;
 * {@code програм*} stands for every word that begins so. A rule with {@link Rule#asked()} matches only while that
 * question is open. Of several matches the most specific answers: each word of the phrase counts one, an answer to the
 * open question {@value #OPEN_QUESTION} more; of equals, the one that answers the open question, then the one that the
 * tenant lists first.
 */
public final class KeywordRules {
    /**
     * What a rule for the open question weighs more than one that always holds: «в IT» after «какая сфера?» beats a
     * general rule of two words, but not a longer sentence about something else.
     */
    private static final int OPEN_QUESTION = 2;

    private static final Comparator<Match> SPECIFIC =
            Comparator.comparingInt(Match::weight).thenComparing(match -> match.rule.asked() != null);

    private final List<Prepared> rules;

    /** @param rules in the tenant's order */
    public KeywordRules(List<Rule> rules) {
        this.rules = rules.stream().map(Prepared::of).toList();
    }

    /**
     * The rule that answers best.
     *
     * @param utterance what was said, written or pressed
     * @param asked the open question, null when none is
     * @return empty when no rule matches
     */
    public Optional<Rule> best(String utterance, String asked) {
        return best(Words.of(utterance), asked, rules);
    }

    /**
     * The rule that answers the open question best, and that holds for no other.
     *
     * @param asked the open question
     * @return empty when none matches, or when one that always holds is more specific
     */
    public Optional<Rule> bestFor(String utterance, String asked) {
        // Most questions have a few rules of their own, a tenant has many: without one of the few, the many need no
        // look.
        if (rules.stream().noneMatch(prepared -> asked.equals(prepared.rule().asked()))) {
            return Optional.empty();
        }
        return best(utterance, asked).filter(rule -> asked.equals(rule.asked()));
    }

    private static Optional<Rule> best(Set<String> words, String asked, List<Prepared> rules) {
        Match best = null;
        for (Prepared prepared : rules) {
            Match match = prepared.match(words, asked);
            if (match != null && (best == null || SPECIFIC.compare(match, best) > 0)) {
                best = match;
            }
        }
        return Optional.ofNullable(best).map(Match::rule);
    }

    private record Match(Rule rule, int weight) {}

    private record Prepared(Rule rule, List<List<Keyword>> phrases) {

        static Prepared of(Rule rule) {
            return new Prepared(
                    rule,
                    rule.when().stream()
                            .map(Keyword::phrase)
                            .filter(phrase -> !phrase.isEmpty())
                            .toList());
        }

        Match match(Set<String> words, String asked) {
            if (rule.asked() != null && !rule.asked().equals(asked)) {
                return null;
            }
            int most = 0;
            for (List<Keyword> phrase : phrases) {
                if (phrase.size() > most && phrase.stream().allMatch(keyword -> keyword.in(words))) {
                    most = phrase.size();
                }
            }
            if (most == 0) {
                return null;
            }
            return new Match(rule, rule.asked() == null ? most : most + OPEN_QUESTION);
        }
    }

    private record Keyword(String text, boolean prefix) {

        static List<Keyword> phrase(String phrase) {
            return Stream.of(phrase.split("\\s+")).flatMap(Keyword::of).toList();
        }

        private static Stream<Keyword> of(String written) {
            // «wi-fi*» is two words, as it is in an utterance; the star belongs to the last.
            List<String> words = List.copyOf(Words.of(written));
            boolean prefix = written.endsWith("*");
            return words.stream().map(word -> new Keyword(word, prefix && word.equals(words.getLast())));
        }

        boolean in(Set<String> words) {
            return prefix ? words.stream().anyMatch(word -> word.startsWith(text)) : words.contains(text);
        }
    }
}
