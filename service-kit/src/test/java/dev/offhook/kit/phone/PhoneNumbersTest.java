package dev.offhook.kit.phone;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PhoneNumbersTest {
    @ParameterizedTest
    @CsvSource({
        "+74951234567,+74951234567",
        "74951234567,+74951234567",
        "+1 (500) 555-0006,+15005550006",
        " +14155550100 ,+14155550100",
        "+447911123456,+447911123456"
    })
    void numberBecomesE164(String raw, String expected) {
        assertThat(PhoneNumbers.e164(raw)).contains(expected);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "anonymous", "client:bob", "sip:bob@example.org", "+12", "привет", "+"})
    void whatIsNoNumberIsEmpty(String raw) {
        assertThat(PhoneNumbers.e164(raw)).isEmpty();
    }

    @Test
    void maskedNumberHidesItsMiddle() {
        assertThat(PhoneNumbers.masked("+14155550100")).isEqualTo("+141******00");
        assertThat(PhoneNumbers.masked("12345")).isEqualTo("*****");
        assertThat(PhoneNumbers.masked(null)).isEqualTo("none");
    }
}
