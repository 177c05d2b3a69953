package dev.offhook.tenant.imports;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.offhook.events.EventJson;
import dev.offhook.events.TenantConfiguration;

/**
 * What must hold for a tenant. A fault names tenant, field, the bad value and a good one. Numbers are shown masked,
 * since faults are logged, and secrets not at all.
 */
final class TenantRules {
    private static final Pattern SECRET_NAME = Pattern.compile("[a-z0-9]([A-Za-z0-9.-]{0,78}[a-z0-9])?");
    /** Kafka refuses records over 1,048,576 bytes by default; the rest is for key, headers and the batch. */
    private static final int LONGEST_RECORD = 1_000_000;
    /** What the encryption adds to a secret at most: key id, nonce, tag; base64 makes four bytes of three. */
    private static final int SEAL = 128;

    private final TenantBlock tenant;
    private final Faults faults;

    private TenantRules(TenantBlock tenant) {
        this.tenant = tenant;
        this.faults = new Faults(tenant.slug());
    }

    /** Every fault of the tenants, alone and against each other; empty when all is well. */
    static List<String> faults(List<TenantBlock> tenants) {
        var faults = new ArrayList<String>();
        var slugs = new HashSet<String>();
        var owners = new HashMap<String, String>();
        for (TenantBlock tenant : tenants) {
            var rules = new TenantRules(tenant);
            rules.check();
            if (tenant.slug() != null && !slugs.add(tenant.slug())) {
                rules.faults.add(
                        "slug",
                        "'" + tenant.slug() + "' stands in the file twice; one of them may be " + tenant.slug() + "-2");
            }
            ChannelRules.claimNumbers(tenant, owners, rules.faults);
            faults.addAll(rules.faults.all());
        }
        return faults;
    }

    /** Every number of {@code tenants} that {@code other}, which is not in the file, has on the same kind of channel. */
    static List<String> conflicts(List<TenantBlock> tenants, List<TenantConfiguration> others) {
        var owners = new HashMap<>(ChannelRules.owners(others));
        return tenants.stream()
                .flatMap(tenant -> {
                    var faults = new Faults(tenant.slug());
                    ChannelRules.claimNumbers(tenant, owners, faults);
                    return faults.all().stream();
                })
                .toList();
    }

    private void check() {
        faults.name("slug", tenant.slug(), "hotel-royal");
        faults.text("name", tenant.name(), "Hotel Royal");
        faults.present("plan", tenant.plan(), "premium");
        faults.present("timeZone", tenant.timeZone(), "Europe/Moscow");
        faults.language("locale", tenant.locale(), "ru-RU");
        new ChannelRules(tenant, faults).check();
        if (tenant.assistant() == null) {
            faults.add("assistant", "is missing; it holds greeting, rules, noMatch and phrases");
        } else {
            new AssistantRules(tenant.assistant(), faults).check();
            new KnowledgeRules(tenant.assistant(), faults).check();
            new ToolRules(tenant.assistant(), faults).check();
        }
        var allowed = ToolUses.of(tenant.assistant());
        if (tenant.calls() != null) {
            new CallRules(tenant.calls(), tenant.assistant(), faults).check();
        }
        if (tenant.hours() != null) {
            new HoursRules(tenant.hours(), allowed, faults).check();
        }
        if (tenant.limits() != null) {
            new LimitRules(tenant.limits(), faults).check();
        }
        if (tenant.messaging() != null) {
            new MessagingRules(tenant, faults).check();
        }
        secrets();
        size();
    }

    private void secrets() {
        tenant.secrets().forEach((name, value) -> {
            if (!SECRET_NAME.matcher(name).matches()) {
                faults.add(
                        "secrets",
                        "the name " + Faults.quoted(name) + " is not good; good is "
                                + TenantConfiguration.TWILIO_AUTH_TOKEN);
            }
            faults.text("secrets." + name, value, "the value in quotes");
        });
    }

    private void size() {
        int bytes = EventJson.write(tenant.configuration(Long.MAX_VALUE, sealed())).length;
        if (bytes > LONGEST_RECORD) {
            faults.add(
                    "assistant",
                    "makes the tenant " + bytes + " bytes long when it is published; good are at most " + LONGEST_RECORD
                            + ": shorten knowledge and rules");
        }
    }

    private Map<String, String> sealed() {
        return tenant.secrets().entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, secret -> "x"
                .repeat(SEAL + 4 * (secret.getValue() == null ? 0 : utf8(secret.getValue())) / 3)));
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
