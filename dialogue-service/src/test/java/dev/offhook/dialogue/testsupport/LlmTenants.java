package dev.offhook.dialogue.testsupport;

import java.math.BigDecimal;
import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Assistant;
import dev.offhook.events.TenantConfiguration.Budget;
import dev.offhook.events.TenantConfiguration.CallHandling;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.TenantConfiguration.Field;
import dev.offhook.events.TenantConfiguration.Limits;
import dev.offhook.events.TenantConfiguration.Llm;
import dev.offhook.events.TenantConfiguration.MessageTemplate;
import dev.offhook.events.TenantConfiguration.Phrases;
import dev.offhook.events.TenantConfiguration.Rates;
import dev.offhook.events.TenantConfiguration.Rule;
import dev.offhook.events.TenantConfiguration.Tools;
import dev.offhook.events.TenantConfiguration.TransferTarget;
import dev.offhook.events.TenantConfiguration.Voicemail;
import dev.offhook.events.Topic;

/** Tenants with an LLM of their own, a new one for every test. */
public final class LlmTenants {
    /** What the rule for {@code цена} says. */
    public static final String PRICE = "Сто рублей.";

    private LlmTenants() {}

    /**
     * Publishes a tenant whose LLM answers at this address.
     *
     * @param model see FakeLlm for what the names do
     */
    public static TenantConfiguration with(Wire wire, URI llm, String model) {
        return publish(wire, llm, model, Limits.NONE);
    }

    /** The same with a monthly cap in dollars and prices per million tokens. */
    public static TenantConfiguration capped(Wire wire, URI llm, String cap, String input, String output) {
        var rates = new Rates(new BigDecimal(input), new BigDecimal(output), Map.of());
        var budget = new Budget(new BigDecimal(cap), "USD", rates);
        return publish(wire, llm, "fake", new Limits(null, null, null, null, List.of(), budget));
    }

    private static TenantConfiguration publish(Wire wire, URI llm, String model, Limits limits) {
        String slug = "llm-" + UUID.randomUUID();
        var tenant = new TenantConfiguration(
                slug,
                "Отель",
                1,
                TenantConfiguration.Plan.PREMIUM,
                "ru-RU",
                ZoneId.of("Europe/Moscow"),
                List.of(new Channel(Channel.Kind.TWILIO_SMS, true, List.of("+15005550006"), "AC1", false, null)),
                new Assistant(
                        "Здравствуйте!",
                        List.of(new Rule("price", List.of("цена"), null, PRICE, null, false)),
                        List.of("Не поняла."),
                        new Phrases("Не слышно.", List.of("Секунду."), "Простите.", "Перезвоните.", "", "", ""),
                        "Отвечай вежливо.",
                        new Llm(true, llm, model, 0.0, 100),
                        List.of(),
                        new Tools(
                                List.of(new TransferTarget("desk", "A human is wanted", List.of("+14155550199"), 30)),
                                List.of(new MessageTemplate("link", "A link is wanted", "https://t.me/example")),
                                new Voicemail(60, null),
                                true),
                        List.of(new Field("wish", "What the caller wants"))),
                CallHandling.PLAIN,
                null,
                limits,
                Map.of());
        wire.publish(Topic.TENANTS, slug, Wire.envelope("tenant:" + slug, slug, slug, tenant));
        return tenant;
    }
}
