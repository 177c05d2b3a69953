package dev.offhook.webhook.twilio;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;

/** Whose voice speaks a language: the tenant's own for it, else a good one, else Twilio's. */
public final class Voices {
    private static final Map<String, String> GOOD = Map.of("ru-RU", "Polly.Tatyana", "en-US", "Polly.Joanna");

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
                .or(() -> Optional.ofNullable(GOOD.get(canonical(language))));
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
