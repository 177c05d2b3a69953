package dev.offhook.webhook.twilio;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.TenantConfiguration.Voice;
import org.jspecify.annotations.Nullable;

/**
 * Whose voice speaks a language: the channel's own for it, else a good one, a woman's or a man's as the tenant wants it,
 * else Twilio's.
 *
 * @see <a href="https://docs.aws.amazon.com/polly/latest/dg/available-voices.html">Amazon's voices, by language</a>
 */
public final class Voices {
    private static final Map<String, String> GOOD = Map.of("ru-RU", "Polly.Tatyana", "en-US", "Polly.Joanna");

    private static final Map<String, String> FEMALE = Map.of(
            "ru-RU", "Polly.Tatyana",
            "en-US", "Polly.Joanna",
            "en-GB", "Polly.Amy",
            "de-DE", "Polly.Marlene",
            "es-ES", "Polly.Conchita",
            "fr-FR", "Polly.Celine",
            "it-IT", "Polly.Carla",
            "pl-PL", "Polly.Ewa",
            "pt-BR", "Polly.Vitoria",
            "tr-TR", "Polly.Filiz");

    private static final Map<String, String> MALE = Map.of(
            "ru-RU", "Polly.Maxim",
            "en-US", "Polly.Matthew",
            "en-GB", "Polly.Brian",
            "de-DE", "Polly.Hans",
            "es-ES", "Polly.Enrique",
            "fr-FR", "Polly.Mathieu",
            "it-IT", "Polly.Giorgio",
            "pl-PL", "Polly.Jacek",
            "pt-BR", "Polly.Ricardo");

    private Voices() {}

    /**
     * The voice that speaks a language.
     *
     * @param language BCP 47
     * @return empty for the one that Twilio takes
     */
    public static Optional<String> of(TenantConfiguration tenant, String language) {
        var channel = tenant.channel(Channel.Kind.TWILIO_VOICE);
        // Twilio's voices speak one language: the channel's own is no voice for words in another.
        return channel.flatMap(own -> named(own.voices(), language))
                .or(() -> primary(language).equals(primary(tenant.locale()))
                        ? channel.map(Channel::voice)
                        : Optional.empty())
                .or(() -> Optional.ofNullable(usual(tenant.voice()).get(canonical(language))));
    }

    private static Map<String, String> usual(@Nullable Voice wanted) {
        return switch (wanted) {
            case FEMALE -> FEMALE;
            case MALE -> MALE;
            case null -> GOOD;
        };
    }

    // The region first: a voice for "en" speaks every English that has none of its own.
    private static Optional<String> named(Map<String, String> voices, String language) {
        return voices.entrySet().stream()
                .filter(voice -> canonical(voice.getKey()).equals(canonical(language)))
                .findFirst()
                .or(() -> voices.entrySet().stream()
                        .filter(voice -> canonical(voice.getKey()).equals(primary(language)))
                        .findFirst())
                .map(Map.Entry::getValue);
    }

    private static String canonical(String tag) {
        return Locale.forLanguageTag(tag).toLanguageTag();
    }

    private static String primary(String tag) {
        return Locale.forLanguageTag(tag).getLanguage();
    }
}
