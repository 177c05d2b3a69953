package dev.offhook.tenant.imports;

import java.nio.file.Path;

import dev.offhook.tenant.rules.DefaultRates;
import dev.offhook.tenant.testsupport.TenantsYaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LimitRulesTest {
    private static final String GOOD = TenantsYaml.longTenant("hotel", "+15005550006");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    callsPerCaller: 20     | callsPerCaller: 0              | limits.callsPerCaller 0 is less than 1; good is 20
                    callsPerDay: 500       | callsPerDay: -5                | limits.callsPerDay -5 is less than 1; good is 500
                    concurrentCalls: 10    | concurrentCalls: 0             | limits.concurrentCalls 0 is less than 1; good is 10
                    messagesPerCaller: 200 | messagesPerCaller: 0           | limits.messagesPerCaller 0 is less than 1; good is 200
                    messagesPerCaller: 200 | messagesPerCaller: ""          | limits.messagesPerCaller is '', which does not fit; good is a whole number
                    "+12025550146"         | "anonymous"                    | limits.blocked[0] 'anon***us' is no E.164 number
                    "+12025550146"         | "+12025550146", "+12025550146" | limits.blocked[1] '+120******46' is there twice
                    "+12025550146"         | +12025550146                   | limits.blocked[0] is '1202*****46', which does not fit; write a text in quotes
                    monthly: 10.50         | monthly: -0.01                 | limits.budget.monthly -0.01 is not from 0 to 1000000000; good is 10.50
                    monthly: 10.50         | monthly: 1e99                  | limits.budget.monthly 1E+99 is not from 0 to 1000000000
                    monthly: 10.50         | monthly: 10,50                 | limits.budget.monthly is '10,50', which does not fit; good is a number, e.g. 10.50
                    monthly: 10.50         | monthly: ""                    | limits.budget.monthly is '', which does not fit; good is a number
                    currency: USD          | currency: usd                  | limits.budget.currency 'usd' is no ISO 4217 currency; good is "USD"
                    currency: USD          | currency: BTC                  | limits.budget.currency 'BTC' is no ISO 4217 currency
                    currency: USD          | #                              | limits.budget.currency (missing) is no ISO 4217 currency
                    inputTokens: 0.15      | inputTokens: -1                | limits.budget.rates.inputTokens -1 is not from 0
                    outputTokens: 0.60     | outputTokens: -0.6             | limits.budget.rates.outputTokens -0.6 is not from 0
                    twilio-voice: 0.0085   | twilio-voice: -0.0085          | limits.budget.rates.minutes.twilio-voice -0.0085 is not from 0
                    twilio-voice: 0.0085   | twilio: 0.0085                 | limits.budget.rates.minutes is 'twilio', which does not fit; good are [twilio-sms, twilio-voice
                    twilio-voice: 0.0085   | twilio-voice: ~                | limits.budget.rates cannot be read: a value in it is missing
                    callsPerDay: 500       | callPerDay: 500                | limits.callPerDay is not known; known are [blocked, budget, callsPerCaller
                    """)
    void faultNamesTheField(String good, String bad, String problem) {
        // Given
        var file = TenantsYaml.file(folder, GOOD.replace(good, bad));
        // When
        var reading = assertThatThrownBy(() -> TenantsFile.read(file));
        // Then
        reading.isInstanceOf(TenantsFileException.class).hasMessageContaining("tenant hotel: " + problem);
    }

    @Test
    void budgetInDollarsWithoutRatesGetsThePlatforms() {
        // Given
        var file = TenantsYaml.file(folder, GOOD.replace("rates: {inputTokens", "# "));
        // When
        var tenants = TenantsFile.read(file);
        // Then
        assertThat(tenants.getFirst().document().limits().budget().rates()).isEqualTo(DefaultRates.CALLS);
    }

    @Test
    void ratesOfAnotherCurrencyAreNotGuessed() {
        // Given
        var file = TenantsYaml.file(
                folder, GOOD.replace("rates: {inputTokens", "# ").replace("currency: USD", "currency: RUB"));
        // When
        var reading = assertThatThrownBy(() -> TenantsFile.read(file));
        // Then
        reading.hasMessageContaining(
                "tenant hotel: limits.budget.rates is missing; good is {inputTokens: 0.15, outputTokens: 0.60}");
    }
}
