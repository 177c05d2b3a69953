package dev.offhook.events;

import java.math.BigDecimal;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.offhook.events.TenantConfiguration.Channel;
import org.jspecify.annotations.Nullable;

/**
 * How text messages are sent. What is null does not hold, or is the platform's.
 *
 * @param optOut words that the tenant adds to those that everybody knows (STOP, СТОП, …)
 * @param help what HELP is answered with; null for the platform's words
 * @param quiet when marketing waits
 * @param perSecond messages of one sender number in a second, 1 or more; the platform's when null
 * @param perDay messages of the tenant on one day of its zone
 * @param sameTextWithinMinutes the same text to the same number within this time is held back, unless it is a reply;
 *     null: it is sent
 * @param blockedCountries ISO 3166 codes of two letters
 * @param maxSegments longest message, in segments
 * @param plainCharacters true: typographic characters are replaced by those of GSM-7 where a message then needs
 *     fewer segments
 * @param routes which channel carries messages to which countries; the first that fits counts
 * @param templates texts by name
 * @param budget what may be spent on messages
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Messaging(
        OptOutWords optOut,
        @Nullable String help,
        @Nullable QuietHours quiet,
        @Nullable Integer perSecond,
        @Nullable Integer perDay,
        @Nullable Integer sameTextWithinMinutes,
        List<String> blockedCountries,
        @Nullable Integer maxSegments,
        boolean plainCharacters,
        List<Route> routes,
        List<Template> templates,
        @Nullable Budget budget) {
    /** As the platform does it. */
    public static final Messaging PLAIN =
            new Messaging(null, null, null, null, null, null, List.of(), null, false, List.of(), List.of(), null);

    public Messaging {
        optOut = optOut == null ? OptOutWords.NONE : optOut;
        blockedCountries = blockedCountries == null ? List.of() : List.copyOf(blockedCountries);
        routes = routes == null ? List.of() : List.copyOf(routes);
        templates = templates == null ? List.of() : List.copyOf(templates);
    }

    /**
     * Words that mean consent or its end, each a whole message, in any case.
     *
     * @param stop no more messages
     * @param start messages again
     * @param help who are you
     */
    public record OptOutWords(List<String> stop, List<String> start, List<String> help) {
        /** None. */
        public static final OptOutWords NONE = new OptOutWords(List.of(), List.of(), List.of());

        public OptOutWords {
            stop = stop == null ? List.of() : List.copyOf(stop);
            start = start == null ? List.of() : List.copyOf(start);
            help = help == null ? List.of() : List.copyOf(help);
        }
    }

    /**
     * When marketing waits, in the recipient's zone.
     *
     * @param from its beginning, local time
     * @param to its end, local time; on the next day when it is not after the beginning
     * @param zone null for the zone of the recipient's number, and the tenant's where that has several
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record QuietHours(
            LocalTime from, LocalTime to, @Nullable ZoneId zone) {}

    /**
     * Which channel carries messages to which countries.
     *
     * @param countries ISO 3166 codes of two letters; none: all
     * @param channel of kind {@code *-sms}
     * @param fallback the channel that carries a message when the first surely has not taken it; null for none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Route(List<String> countries, Channel.Kind channel, Channel.@Nullable Kind fallback) {
        public Route {
            countries = countries == null ? List.of() : List.copyOf(countries);
        }
    }

    /**
     * A text with gaps.
     *
     * @param id its name, unique within the tenant
     * @param texts by locale, BCP 47, the tenant's among them; a gap is {@code {name}}
     * @param parameters what the gaps are filled with, each gap of each text
     */
    public record Template(String id, Map<String, String> texts, List<Parameter> parameters) {
        private static final Pattern GAP = Pattern.compile("\\{([^{}]*)}");

        public Template {
            texts = texts == null ? Map.of() : Map.copyOf(texts);
            parameters = parameters == null ? List.of() : List.copyOf(parameters);
        }

        /** What stands in braces in a text, by name, in its order, each once. A brace without its pair is a brace. */
        public static Set<String> gaps(String text) {
            return GAP.matcher(text)
                    .results()
                    .map(gap -> gap.group(1))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }

        /** A text with its gaps filled, in one pass: what fills a gap may hold braces itself. */
        public static String filled(String text, UnaryOperator<String> value) {
            return GAP.matcher(text).replaceAll(gap -> Matcher.quoteReplacement(value.apply(gap.group(1))));
        }

        /**
         * A gap.
         *
         * @param name lower case, digits, hyphens
         * @param type what fits into it
         */
        public record Parameter(String name, Type type) {}

        /** What fits into a gap. */
        public enum Type {
            /** Any words, at most 500 characters. */
            @JsonProperty("text")
            TEXT,
            /** A decimal number. */
            @JsonProperty("number")
            NUMBER,
            /** A day, ISO 8601; written as the locale writes it. */
            @JsonProperty("date")
            DATE,
            /** A time of day, ISO 8601; written as the locale writes it. */
            @JsonProperty("time")
            TIME,
            /** An address, http or https. */
            @JsonProperty("url")
            URL,
            /** A phone number, E.164. */
            @JsonProperty("phone")
            PHONE
        }
    }

    /**
     * What a tenant may spend on messages in a calendar month of its zone.
     *
     * @param monthly the cap in {@code currency}; null: costs are counted, nothing is capped
     * @param currency ISO 4217
     * @param segments the price of a segment, by kind of channel; nothing for a kind that is not listed
     * @param countries prices of a segment that differ, by ISO 3166 code of the recipient's country
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Budget(
            @Nullable BigDecimal monthly,
            String currency,
            Map<Channel.Kind, BigDecimal> segments,
            Map<String, BigDecimal> countries) {
        public Budget {
            segments = segments == null ? Map.of() : Map.copyOf(segments);
            countries = countries == null ? Map.of() : Map.copyOf(countries);
        }
    }
}
