package dev.offhook.dialogue.rules;

import java.util.List;
import java.util.Optional;

import dev.offhook.events.TenantConfiguration.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class KeywordRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "сколько стоит номер?",
                "СКОЛЬКО СТОИТ НОМЕР",
                "Номер у вас сколько, простите, стоит",
                "номер... сколько\tстоит!",
                "Сколько-стоит «номер»"
            })
    void wordsOfAPhraseMatchInAnyOrderCaseAndPunctuation(String utterance) {
        // Given
        var rules = new KeywordRules(List.of(rule("price", null, "сколько стоит номер")));

        // When
        var best = best(rules, utterance, null);

        // Then
        assertThat(best).contains("price");
    }

    @Test
    void aPhraseOfWhichAWordIsMissingDoesNotMatch() {
        // Given
        var rules = new KeywordRules(List.of(rule("price", null, "сколько стоит")));

        // When
        var best = best(rules, "сколько вас там", null);

        // Then
        assertThat(best).isEmpty();
    }

    @Test
    void aWordMatchesWholeWordsOnlyAndAPrefixItsBeginnings() {
        // Given
        var whole = new KeywordRules(List.of(rule("cat", null, "кот")));
        var prefix = new KeywordRules(List.of(rule("cat", null, "кот*")));

        // When
        var byWhole = best(whole, "с котом", null);
        var byPrefix = best(prefix, "с котом", null);

        // Then
        assertThat(byWhole).isEmpty();
        assertThat(byPrefix).contains("cat");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ещё", "еще", "ЕЩЁ", "еще\u0308"})
    void yoIsYe(String written) {
        // Given
        var rules = new KeywordRules(List.of(rule("more", null, "еще"), rule("other", null, "нечто")));

        // When
        var best = best(rules, written, null);

        // Then
        assertThat(best).contains("more");
    }

    @Test
    void hyphenatedWordsAreTwoWords() {
        // Given
        var rules = new KeywordRules(List.of(rule("wifi", null, "wi-fi*")));

        // When
        var best = best(rules, "Есть Wi-Fi?", null);

        // Then
        assertThat(best).contains("wifi");
    }

    @Test
    void aRuleForAQuestionHoldsOnlyWhileItIsOpen() {
        // Given
        var rules = new KeywordRules(List.of(rule("first", "field", "перв*")));

        // When
        var open = best(rules, "первое", "field");
        var another = best(rules, "первое", "dates");
        var none = best(rules, "первое", null);

        // Then
        assertThat(open).contains("first");
        assertThat(another).isEmpty();
        assertThat(none).isEmpty();
    }

    @Test
    void theOpenQuestionBeatsALongerGeneralPhrase() {
        // Given
        var rules = new KeywordRules(List.of(rule("start", null, "чего нача*"), rule("it", "field", "it")));

        // When
        var best = best(rules, "IT, но с чего начать", "field");

        // Then
        assertThat(best).contains("it");
    }

    @Test
    void aMuchLongerGeneralPhraseBeatsTheOpenQuestion() {
        // Given
        var rules =
                new KeywordRules(List.of(rule("it", "field", "it"), rule("price", null, "сколько будет стоить it")));

        // When
        var best = best(rules, "сколько будет стоить IT", "field");

        // Then
        assertThat(best).contains("price");
    }

    @Test
    void moreWordsWinAndOfEqualsTheFirst() {
        // Given
        var rules = new KeywordRules(List.of(
                rule("one", null, "завтрак*"),
                rule("two", null, "цена завтрак*"),
                rule("three", null, "завтрак* цена")));

        // When
        var best = best(rules, "какая цена завтрака", null);

        // Then
        assertThat(best).contains("two");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "?!…", "*"})
    void nothingMatchesNothing(String utterance) {
        // Given
        var rules = new KeywordRules(List.of(rule("broken", null, "*", "  ", "-")));

        // When
        var best = best(rules, utterance, null);

        // Then
        assertThat(best).isEmpty();
    }

    private static Optional<String> best(KeywordRules rules, String utterance, String asked) {
        return rules.best(utterance, asked).map(Rule::id);
    }

    private static Rule rule(String id, String asked, String... when) {
        return new Rule(id, List.of(when), asked, "say " + id, null, false);
    }
}
