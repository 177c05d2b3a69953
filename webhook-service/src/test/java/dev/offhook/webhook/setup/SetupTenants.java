package dev.offhook.webhook.setup;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Assistant;
import dev.offhook.events.TenantConfiguration.CallHandling;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.TenantConfiguration.Limits;
import dev.offhook.events.TenantConfiguration.MenuKey;
import dev.offhook.events.TenantConfiguration.Phrases;
import dev.offhook.events.TenantConfiguration.Plan;
import dev.offhook.events.TenantConfiguration.Tools;
import dev.offhook.events.TenantConfiguration.TransferTarget;
import dev.offhook.events.TenantConfiguration.Voice;
import dev.offhook.events.TenantConfiguration.Words;

/** Tenants whose things are generated. */
final class SetupTenants {
    static final String GREETING = "Добро пожаловать! Чем помочь?";
    static final String LAST_RESORT = "Перезвоните, пожалуйста, позже.";

    private SetupTenants() {}

    /** A tenant with channels at both providers. */
    static TenantConfiguration tenant(String locale, String voice, MenuKey... menu) {
        return tenant(locale, voice, GREETING, LAST_RESORT, List.of(), menu);
    }

    static TenantConfiguration tenant(
            String locale,
            String voice,
            String greeting,
            String lastResort,
            List<TransferTarget> transfers,
            MenuKey... menu) {
        return new TenantConfiguration(
                "hotel-royal",
                "Отель «Рояль»",
                1,
                Plan.PREMIUM,
                locale,
                ZoneId.of("Europe/Moscow"),
                List.of(
                        channel(Channel.Kind.VOXIMPLANT_VOICE, voice),
                        channel(Channel.Kind.TWILIO_VOICE, "Polly.Tatyana")),
                new Assistant(
                        greeting,
                        List.of(),
                        List.of("Расскажите подробнее."),
                        new Phrases(
                                "Я вас не слышу.",
                                List.of("Секунду.", "Ещё секунду."),
                                "Извините, повторите, пожалуйста.",
                                lastResort,
                                "Голосовые звонки доступны на тарифе «Премиум».",
                                "Номер отключён.",
                                "Спасибо, записали."),
                        null,
                        null,
                        List.of(),
                        new Tools(transfers, List.of(), null, false),
                        List.of()),
                new CallHandling(
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(menu),
                        List.of(),
                        new Words("До свидания!", null, "Соединяю.", null, null, null, null, null, null)),
                null,
                Limits.NONE,
                Map.of(TenantConfiguration.TWILIO_AUTH_TOKEN, "v1:test:c2VjcmV0"));
    }

    /** A tenant whose channels name no voice. */
    static TenantConfiguration spoken(Voice voice) {
        return onChannels(null, null, false, voice);
    }

    /** A tenant whose calls are recorded as a whole. */
    static TenantConfiguration recorded(String notice) {
        return with(onChannels(null, null, true, null), notice);
    }

    /** A tenant whose channels have one number to transfer to, and a greeting of their own. */
    static TenantConfiguration onChannels(String greeting, String transfer, boolean recording, Voice voice) {
        var plain = tenant("ru-RU", null);
        var channels = List.of(
                channel(Channel.Kind.VOXIMPLANT_VOICE, greeting, transfer, recording),
                channel(Channel.Kind.TWILIO_VOICE, greeting, transfer, recording));
        return new TenantConfiguration(
                plain.slug(),
                plain.name(),
                plain.version(),
                plain.plan(),
                plain.locale(),
                plain.timeZone(),
                channels,
                plain.assistant(),
                plain.calls(),
                plain.hours(),
                plain.limits(),
                plain.messaging(),
                voice,
                null,
                plain.secrets());
    }

    private static TenantConfiguration with(TenantConfiguration tenant, String notice) {
        return new TenantConfiguration(
                tenant.slug(),
                tenant.name(),
                tenant.version(),
                tenant.plan(),
                tenant.locale(),
                tenant.timeZone(),
                tenant.channels(),
                tenant.assistant(),
                new CallHandling(
                        notice,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        tenant.calls().words()),
                tenant.hours(),
                tenant.limits(),
                tenant.messaging(),
                tenant.voice(),
                null,
                tenant.secrets());
    }

    private static Channel channel(Channel.Kind kind, String greeting, String transfer, boolean recording) {
        return new Channel(
                kind,
                true,
                List.of("+74951234567"),
                "7654321",
                false,
                null,
                null,
                null,
                Map.of(),
                greeting,
                null,
                null,
                recording,
                transfer,
                null);
    }

    private static Channel channel(Channel.Kind kind, String voice) {
        return new Channel(kind, true, List.of("+74951234567"), "7654321", false, voice);
    }
}
