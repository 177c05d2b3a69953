package dev.offhook.kit.tenants;

import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import dev.offhook.events.Messaging;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Assistant;
import dev.offhook.events.TenantConfiguration.CallHandling;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.TenantConfiguration.Knowledge;
import dev.offhook.events.TenantConfiguration.Limits;
import dev.offhook.events.TenantConfiguration.MessageTemplate;
import dev.offhook.events.TenantConfiguration.Phrases;
import dev.offhook.events.TenantConfiguration.Plan;
import dev.offhook.events.TenantConfiguration.Rule;
import dev.offhook.events.TenantConfiguration.Tools;
import dev.offhook.events.TenantConfiguration.TransferTarget;
import dev.offhook.events.TenantConfiguration.Voice;
import dev.offhook.events.TenantConfiguration.Words;

/** Tenants that say {@code text} wherever a tenant can say something. */
final class Hotels {
    static final String NUMBER = "+74951234567";

    private Hotels() {}

    static TenantConfiguration saying(String text, URI handoff, TransferTarget... transfers) {
        return of("hotel", 3, text, handoff, channel(text, "+74957654321", 20), List.of(transfers));
    }

    static TenantConfiguration of(String slug, long version, String... numbers) {
        var channel = new Channel(Channel.Kind.VOXIMPLANT_VOICE, true, List.of(numbers), null, true, null);
        return of(slug, version, "Здравствуйте!", null, channel, List.of());
    }

    private static TenantConfiguration of(
            String slug, long version, String text, URI handoff, Channel channel, List<TransferTarget> transfers) {
        return new TenantConfiguration(
                slug,
                "Отель",
                version,
                Plan.PREMIUM,
                "ru-RU",
                ZoneId.of("Europe/Moscow"),
                List.of(channel),
                new Assistant(
                        text,
                        List.of(new Rule("human", List.of("человек"), null, text, null, false)),
                        List.of(text),
                        new Phrases(text, List.of(text), text, text, text, text, text),
                        text,
                        null,
                        List.of(new Knowledge("who", List.of("кто вы"), text)),
                        new Tools(transfers, List.of(new MessageTemplate("link", "a link", text)), null, true),
                        List.of(),
                        handoff),
                new CallHandling(
                        text,
                        2,
                        4,
                        10,
                        30,
                        List.of(),
                        List.of("en-US"),
                        new Words(text, text, text, text, text, text, text, text, text),
                        null),
                null,
                Limits.NONE,
                Messaging.PLAIN,
                Voice.MALE,
                30,
                Map.of("llm.api-key", "v1:test:c2VjcmV0"));
    }

    private static Channel channel(String greeting, String transfer, Integer maxMinutes) {
        return new Channel(
                Channel.Kind.VOXIMPLANT_VOICE,
                true,
                List.of(NUMBER),
                "7654321",
                true,
                null,
                null,
                null,
                Map.of(),
                greeting,
                "11",
                "22",
                true,
                transfer,
                maxMinutes);
    }
}
