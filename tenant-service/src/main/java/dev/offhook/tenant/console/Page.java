package dev.offhook.tenant.console;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the frame around every page needs. Templates take it as {@code page}.
 *
 * @param tenant whose page it is; null outside of a tenant
 * @param tab which of its pages; null outside of a tenant
 * @param user who is logged in; null on the pages that say that something is wrong
 * @param language of the reader
 * @param csrf goes into every form as {@code csrf}
 * @param mayChange whether the reader may change the tenant; no button is shown to others
 * @param platformAdmin whether the reader may create tenants, delete them and change their plan
 * @param flash what was just done; null for nothing
 * @param path this page's own path, for the forms that come back to it
 * @param assets where the static files are
 */
public record Page(
        @Nullable PageTenant tenant,
        @Nullable Tab tab,
        @Nullable String user,
        Language language,
        String csrf,
        boolean mayChange,
        boolean platformAdmin,
        @Nullable Flash flash,
        String path,
        Assets.Paths assets) {

    /** All tabs, for the navigation. */
    public List<Tab> tabs() {
        return List.of(Tab.values());
    }

    /** All languages, for the switch. */
    public List<Language> languages() {
        return List.of(Language.values());
    }

    /** The path of one of the tenant's pages. */
    public String to(Tab other) {
        return tenant.path() + other.path();
    }

    /** The zone in which times are written: the tenant's, else UTC. */
    public ZoneId zone() {
        return tenant == null ? ZoneOffset.UTC : tenant.timeZone();
    }

    /** Date and time in the tenant's zone and the reader's language; outside of a tenant it says that it is UTC. */
    public String dateTime(Instant instant) {
        var text = format(FormatStyle.MEDIUM, FormatStyle.SHORT, instant);
        return tenant == null ? text + " UTC" : text;
    }

    /** Only the date. */
    public String date(Instant instant) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(language.locale())
                .withZone(zone())
                .format(instant);
    }

    /** A date of the calendar. */
    public String date(LocalDate date) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(language.locale())
                .format(date);
    }

    /** Only the time of day, with seconds. */
    public String time(Instant instant) {
        return DateTimeFormatter.ofLocalizedTime(FormatStyle.MEDIUM)
                .withLocale(language.locale())
                .withZone(zone())
                .format(instant);
    }

    /** A number as the reader writes it, with at most two decimals. */
    public String number(Number number) {
        var format = NumberFormat.getNumberInstance(language.locale());
        format.setMaximumFractionDigits(2);
        return format.format(number);
    }

    /** An amount with its currency, e.g. {@code 12.50 USD}. */
    public String money(BigDecimal amount, String currency) {
        var format = NumberFormat.getNumberInstance(language.locale());
        format.setMinimumFractionDigits(2);
        format.setMaximumFractionDigits(4);
        return format.format(amount) + " " + currency;
    }

    private String format(FormatStyle date, FormatStyle time, Instant instant) {
        return DateTimeFormatter.ofLocalizedDateTime(date, time)
                .withLocale(language.locale())
                .withZone(zone())
                .format(instant);
    }
}
