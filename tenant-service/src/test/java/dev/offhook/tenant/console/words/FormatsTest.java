package dev.offhook.tenant.console.words;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FormatsTest {
    private static final Instant AT = Instant.parse("2026-11-20T21:30:05Z");
    private final Formats russian = new Formats(Locale.of("ru", "RU"), ZoneId.of("Europe/Moscow"));
    private final Formats english = new Formats(Locale.US, ZoneId.of("America/New_York"));

    @Test
    void timesAreOfTheTenantsZoneAndTheReadersLanguage() {
        assertThat(russian.moment(AT)).isEqualTo("21 нояб. 2026, 00:30");
        assertThat(english.moment(AT)).isEqualTo("20 Nov 2026, 16:30");
        assertThat(russian.time(AT)).isEqualTo("00:30:05");
        assertThat(russian.moment(null)).isEqualTo("–");
        assertThat(russian.day(LocalDate.of(2026, 11, 2))).isEqualTo("2.11");
        assertThat(english.day(LocalDate.of(2026, 11, 2))).isEqualTo("Nov 2");
    }

    @Test
    void durationsAreMinutesAndHours() {
        assertThat(russian.duration(63)).isEqualTo("1:03");
        assertThat(russian.duration(71.6)).isEqualTo("1:12");
        assertThat(russian.duration(0)).isEqualTo("0:00");
        assertThat(russian.duration(3671)).isEqualTo("1:01:11");
        assertThat(russian.duration(null)).isEqualTo("–");
    }

    @Test
    void smallAmountsKeepTheirDigits() {
        assertThat(english.money(new BigDecimal("12.5"), "USD")).isEqualTo("$12.50");
        assertThat(english.money(new BigDecimal("0.0042"), "USD")).isEqualTo("$0.0042");
        assertThat(english.money(BigDecimal.ZERO, "USD")).isEqualTo("$0.00");
        assertThat(russian.money(new BigDecimal("1234.5"), "RUB").replace('\u00a0', ' '))
                .isEqualTo("1 234,50 ₽");
        assertThat(english.money(new BigDecimal("1.50"), "credits")).isEqualTo("1.5 credits");
    }

    @Test
    void aShareOfNothingIsNone() {
        assertThat(english.share(1, 4)).isEqualTo("25%");
        assertThat(english.share(0, 0)).isEqualTo("–");
    }
}
