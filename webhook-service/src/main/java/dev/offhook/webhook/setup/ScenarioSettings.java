package dev.offhook.webhook.setup;

import java.util.List;
import java.util.Locale;

import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.CallHandling;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.kit.tenants.OnChannel;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What differs from tenant to tenant in a scenario, as the scenario reads it. No secret.
 *
 * @param slug the tenant
 * @param language BCP 47
 * @param voice the channel's voice as a name below VoxEngine's {@code VoiceList}, empty for the language's
 * @param gender {@code female} or {@code male}: whose voice speaks where none is named; empty for a good one
 * @param transport {@code webhook} or {@code stream}
 * @param webhook where events are posted
 * @param stream the socket's address; the scenario adds the call
 * @param greeting what the mode {@code greeting} says
 * @param recording true when calls are recorded as a whole
 * @param notice what a caller is told before that, when nobody else says it; may be empty
 * @param phrases what the scenario says by itself
 * @param keys when a caller has finished pressing keys
 * @param milliseconds how long it waits
 */
@RegisterForReflection
record ScenarioSettings(
        String slug,
        String language,
        String voice,
        String gender,
        String transport,
        String webhook,
        String stream,
        String greeting,
        boolean recording,
        String notice,
        Phrases phrases,
        Keys keys,
        Wait milliseconds) {

    /** The tenant's words for moments in which nobody else speaks. */
    @RegisterForReflection
    record Phrases(List<String> fillers, String fallback, String lastResort, String recorded, String goodbye) {}

    /**
     * @param longest after so many keys they are sent at once
     * @param hash true when {@code #} is a key of the menu, and does not end the keys
     */
    @RegisterForReflection
    record Keys(int longest, boolean hash) {}

    /** See {@link ScenarioConfiguration}. */
    @RegisterForReflection
    record Wait(long filler, long nextFiller, long silence) {}

    private static final int MOST_KEYS = 64;

    /**
     * The settings of a tenant.
     *
     * @param webhook the public address of the webhook
     */
    static ScenarioSettings of(
            TenantConfiguration everywhere,
            Channel.Transport transport,
            String webhook,
            ScenarioConfiguration configuration) {
        var tenant = OnChannel.of(everywhere, Channel.Kind.VOXIMPLANT_VOICE);
        var channel = tenant.channel(Channel.Kind.VOXIMPLANT_VOICE);
        var phrases = tenant.assistant().phrases();
        return new ScenarioSettings(
                tenant.slug(),
                tenant.locale(),
                orEmpty(channel.map(Channel::voice).orElse(null)),
                tenant.voice() == null ? "" : tenant.voice().name().toLowerCase(Locale.ROOT),
                switch (transport) {
                    case WEBHOOK -> "webhook";
                    case STREAM -> "stream";
                },
                webhook,
                // ws for http, wss for https.
                webhook.replaceFirst("^http", "ws") + "/stream?tenant=" + tenant.slug(),
                tenant.assistant().greeting(),
                channel.filter(Channel::recording).isPresent(),
                orEmpty(tenant.calls().recordingNotice()),
                new Phrases(
                        phrases.fillers(),
                        phrases.fallback(),
                        phrases.lastResort(),
                        phrases.recorded(),
                        goodbye(tenant.calls(), phrases.lastResort())),
                keys(tenant.calls()),
                new Wait(
                        fillerAfter(tenant, configuration),
                        configuration.nextFillerAfter().toMillis(),
                        configuration.silenceAfter().toMillis()));
    }

    private static long fillerAfter(TenantConfiguration tenant, ScenarioConfiguration configuration) {
        Integer own = tenant.calls().patience().fillerAfterMillis();
        return own == null ? configuration.fillerAfter().toMillis() : own;
    }

    // As in the Gather loop: a menu of single keys answers at the first key.
    private static Keys keys(CallHandling calls) {
        return new Keys(
                calls.menu().stream()
                        .mapToInt(entry -> entry.key().length())
                        .max()
                        .orElse(MOST_KEYS),
                calls.menu().stream().anyMatch(entry -> entry.key().contains("#")));
    }

    private static String goodbye(CallHandling calls, String otherwise) {
        String own = orEmpty(calls.words().goodbye());
        return own.isBlank() ? otherwise : own;
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
