package dev.offhook.dialogue.testsupport;

import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import dev.offhook.events.Messaging;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Assistant;
import dev.offhook.events.TenantConfiguration.CallHandling;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.TenantConfiguration.Hours;
import dev.offhook.events.TenantConfiguration.Limits;
import dev.offhook.events.TenantConfiguration.Phrases;
import dev.offhook.events.TenantConfiguration.Plan;
import dev.offhook.events.TenantConfiguration.Rule;
import dev.offhook.events.TenantConfiguration.Tool;
import dev.offhook.events.TenantConfiguration.ToolUse;
import dev.offhook.events.TenantConfiguration.Tools;
import dev.offhook.events.TenantConfiguration.TransferTarget;
import dev.offhook.events.TenantConfiguration.Voicemail;
import org.jspecify.annotations.Nullable;

/** A business whose Voximplant channel is another than its Twilio channel. */
public final class TwoChannels {
    public static final String SLUG = "two-channels";
    public static final String NOTICE = "Разговор записывается.";
    public static final String GREETING = "Здравствуйте!";
    public static final String VOXIMPLANT_GREETING = "Вы позвонили на второй номер. Ссылка: {handoff}";
    public static final String FIRST = "+74957654321";
    public static final String DESK = "+14155550199";
    public static final String OPERATOR = "+14155550197";
    public static final URI HANDOFF = URI.create("https://t.me/two_channels");

    private TwoChannels() {}

    /** With a transfer target of its own. */
    public static TenantConfiguration withDesk(@Nullable Hours hours) {
        return of(List.of(new TransferTarget("desk", "A human", List.of(DESK), 20)), hours);
    }

    /** Without one. */
    public static TenantConfiguration withoutDesk(@Nullable Hours hours) {
        return of(List.of(), hours);
    }

    private static TenantConfiguration of(List<TransferTarget> transfers, @Nullable Hours hours) {
        return new TenantConfiguration(
                SLUG,
                "Два канала",
                7,
                Plan.PREMIUM,
                "ru-RU",
                ZoneId.of("Europe/Moscow"),
                List.of(
                        new Channel(Channel.Kind.TWILIO_VOICE, true, List.of("+15005550020"), "AC1", false, null),
                        new Channel(
                                Channel.Kind.VOXIMPLANT_VOICE,
                                true,
                                List.of("+74950000020"),
                                null,
                                true,
                                null,
                                null,
                                null,
                                Map.of(),
                                VOXIMPLANT_GREETING,
                                null,
                                null,
                                true,
                                FIRST,
                                2),
                        new Channel(Channel.Kind.TWILIO_SMS, true, List.of("+15005550020"), "AC1", false, null)),
                new Assistant(
                        GREETING,
                        List.of(new Rule(
                                "human",
                                List.of("человек"),
                                null,
                                "Соединяю.",
                                null,
                                false,
                                List.of(new ToolUse(Tool.TRANSFER, null, null)))),
                        List.of("Не поняла."),
                        new Phrases("Вас не слышно.", List.of("Секунду."), "", "", "", "", ""),
                        null,
                        null,
                        List.of(),
                        new Tools(transfers, List.of(), new Voicemail(90, OPERATOR), false),
                        List.of(),
                        HANDOFF),
                new CallHandling(NOTICE, null, 1, null, 60, List.of(), List.of(), null),
                hours,
                Limits.NONE,
                Messaging.PLAIN,
                null,
                null,
                Map.of());
    }
}
