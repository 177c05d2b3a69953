package dev.offhook.tenant.console.words;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Times, durations and numbers as they are written.
 *
 * @param locale the reader's language
 * @param zone the tenant's
 */
public record Formats(Locale locale, ZoneId zone) {
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;
    private static final String NONE = "–";

    /** Date and time to the minute. */
    public String moment(@Nullable Instant at) {
        return at == null
                ? NONE
                : DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", locale).format(at.atZone(zone));
    }

    /** The time of day to the second. */
    public String time(Instant at) {
        return DateTimeFormatter.ofPattern("HH:mm:ss", locale).format(at.atZone(zone));
    }

    /** A day without its year. */
    public String day(LocalDate day) {
        return DateTimeFormatter.ofPattern("ru".equals(locale.getLanguage()) ? "d.MM" : "MMM d", locale)
                .format(day);
    }

    /** Minutes and seconds, {@code 1:03}; hours where there are any. */
    public String duration(@Nullable Number seconds) {
        if (seconds == null) {
            return NONE;
        }
        long all = Math.round(seconds.doubleValue());
        return all < HOUR
                ? String.format(Locale.ROOT, "%d:%02d", all / MINUTE, all % MINUTE)
                : String.format(Locale.ROOT, "%d:%02d:%02d", all / HOUR, all % HOUR / MINUTE, all % MINUTE);
    }

    /** A number with one digit behind the point at most. */
    public String number(@Nullable Number value) {
        if (value == null) {
            return NONE;
        }
        var format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(1);
        return format.format(value);
    }

    /** A share of a whole, {@code 42%}. */
    public String share(long part, long whole) {
        return whole == 0 ? NONE : NumberFormat.getPercentInstance(locale).format((double) part / whole);
    }

    /** An amount with its currency; small ones with as many digits as it takes to see them. */
    public String money(@Nullable BigDecimal amount, String currency) {
        if (amount == null) {
            return NONE;
        }
        var format = NumberFormat.getCurrencyInstance(locale);
        try {
            format.setCurrency(Currency.getInstance(currency));
        } catch (IllegalArgumentException e) {
            return amount.stripTrailingZeros().toPlainString() + " " + currency;
        }
        boolean small = amount.signum() > 0 && amount.compareTo(new BigDecimal("0.1")) < 0;
        format.setMaximumFractionDigits(small ? 4 : 2);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(amount);
    }
}
