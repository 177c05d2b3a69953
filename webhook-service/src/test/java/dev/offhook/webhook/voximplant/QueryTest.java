package dev.offhook.webhook.voximplant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class QueryTest {

    @ParameterizedTest
    @CsvSource({"/a?call=x&tenant=y,x", "/a?call=%D0%B4+%20%26,'д  &'", "/a?call=x&call=y,x", "/a?call=,''"})
    void firstValueIsDecoded(String target, String value) {
        assertThat(Query.parameter(target, "call")).contains(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a", "/a?", "/a?calls=x", "/a?call=%ZZ", "/a?call=%D", "/call=x"})
    void whatIsMissingOrBrokenIsEmpty(String target) {
        assertThat(Query.parameter(target, "call")).isEmpty();
    }
}
