package dev.offhook.tenant.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offhook.events.EventJson;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.tenant.configuration.Fault;
import dev.offhook.tenant.configuration.FaultKind;
import dev.offhook.tenant.configuration.TenantBlock;
import dev.offhook.tenant.configuration.TenantDocument;

/**
 * What must hold for a tenant. A fault names field, the bad value and a good one. Numbers are shown masked, since faults
 * are logged, and secrets not at all.
 */
public final class TenantRules {
    private static final Pattern SECRET_NAME = Pattern.compile("[a-z0-9]([A-Za-z0-9.-]{0,78}[a-z0-9])?");
    /** {@code /api/tenants/import} is no tenant. */
    private static final String RESERVED = "import";

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_SECRET = 10_000;
    private static final int LONGEST_RETENTION = 3_650;
    /** Kafka refuses records over 1,048,576 bytes by default; the rest is for key, headers and the batch. */
    private static final int LONGEST_RECORD = 1_000_000;

    private final TenantDocument tenant;
    private final SecretLengths secrets;
    private final Faults faults = new Faults();

    private TenantRules(TenantDocument tenant, SecretLengths secrets) {
        this.tenant = tenant;
        this.secrets = secrets;
    }

    /** Every fault of a tenant with these secrets; empty when all is well. */
    static List<Fault> faults(TenantDocument tenant, SecretLengths secrets) {
        var rules = new TenantRules(tenant, secrets);
        rules.check();
        return rules.faults.all();
    }

    /** Every fault of a tenant as it is written in a file. */
    public static List<Fault> faults(TenantBlock block) {
        var faults = new Faults();
        block.secrets().forEach((name, value) -> secret(name, value, faults));
        if (!faults.all().isEmpty()) {
            return faults.all();
        }
        return faults(block.document(), SecretLengths.NONE.and(block.secrets()));
    }

    /** Every fault of a secret in clear. */
    public static List<Fault> faults(String name, String value) {
        var faults = new Faults();
        secret(name, value, faults);
        return faults.all();
    }

    private static void secret(String name, String value, Faults faults) {
        if (!SECRET_NAME.matcher(name).matches()) {
            faults.add(
                    "secrets",
                    name,
                    FaultKind.NOT_A_SECRET_NAME,
                    "the name " + Faults.quoted(name) + " is not good; good is "
                            + TenantConfiguration.TWILIO_AUTH_TOKEN,
                    TenantConfiguration.TWILIO_AUTH_TOKEN);
        }
        faults.secret("secrets." + name, value, LONGEST_SECRET);
    }

    private void check() {
        if (!readable("", EventJson.mapper().valueToTree(tenant))) {
            return;
        }
        faults.name("slug", tenant.slug(), "hotel-royal");
        if (RESERVED.equals(tenant.slug())) {
            faults.add(
                    "slug",
                    RESERVED,
                    FaultKind.NOT_A_NAME,
                    "'" + RESERVED + "' is a word of the API; good is hotel-royal",
                    "hotel-royal");
        }
        faults.text("name", tenant.name(), LONGEST_NAME, "Hotel Royal");
        faults.present("plan", tenant.plan(), "premium");
        faults.present("timeZone", tenant.timeZone(), "Europe/Moscow");
        faults.language("locale", tenant.locale(), "ru-RU");
        faults.range("retentionDays", tenant.retentionDays(), 1, LONGEST_RETENTION, 90);
        new ChannelRules(tenant, secrets, faults).check();
        if (tenant.assistant() == null) {
            faults.add(
                    "assistant",
                    null,
                    FaultKind.MISSING,
                    "is missing; it holds greeting, rules, noMatch and phrases",
                    "{greeting, rules, noMatch, phrases}");
        } else {
            new AssistantRules(tenant.assistant(), faults).check();
            new KnowledgeRules(tenant.assistant(), faults).check();
            new ToolRules(tenant.assistant(), faults).check();
        }
        new CallRules(tenant.calls(), tenant.assistant(), faults).check();
        if (tenant.hours() != null) {
            new HoursRules(tenant.hours(), ToolUses.of(tenant.assistant()), faults).check();
        }
        new LimitRules(tenant.limits(), faults).check();
        new MessagingRules(tenant, faults).check();
        size();
    }

    /** Whether every text can be stored: PostgreSQL takes no NUL, and half of a pair of surrogates is no character. */
    private boolean readable(String path, JsonNode node) {
        int before = faults.all().size();
        if (node.isTextual()) {
            faults.characters(path, node.textValue());
        }
        for (int i = 0; i < (node.isArray() ? node.size() : 0); i++) {
            readable(path + "[" + i + "]", node.get(i));
        }
        node.properties().forEach(field -> {
            faults.characters(path.isEmpty() ? field.getKey() : path, field.getKey());
            readable(path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue());
        });
        return faults.all().size() == before;
    }

    private void size() {
        Map<String, String> sealed = secrets.byName().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, secret -> "x".repeat(secret.getValue())));
        int bytes = EventJson.write(tenant.configuration(Long.MAX_VALUE, sealed)).length;
        if (bytes > LONGEST_RECORD) {
            faults.add(
                    "assistant",
                    null,
                    FaultKind.TOO_LARGE,
                    "makes the tenant " + bytes + " bytes long when it is published; good are at most " + LONGEST_RECORD
                            + ": shorten knowledge and rules",
                    bytes,
                    LONGEST_RECORD);
        }
    }

    /** A fault for each of {@code slugs} that stands there more than once. */
    public static List<Fault> repeated(List<String> slugs) {
        var faults = new Faults();
        Set<String> seen = new HashSet<>();
        slugs.stream()
                .filter(slug -> slug != null && !seen.add(slug))
                .forEach(slug -> faults.add(
                        "slug",
                        slug,
                        FaultKind.TWICE,
                        "'" + slug + "' stands in the file twice; one of them may be " + slug + "-2"));
        return faults.all();
    }

    /**
     * A fault for each number of a tenant that {@code owners} gives to another on the same kind of channel; the others
     * are added to {@code owners}.
     */
    public static List<Fault> taken(TenantDocument tenant, Map<String, String> owners) {
        var faults = new Faults();
        for (int i = 0; i < tenant.channels().size(); i++) {
            var channel = tenant.channels().get(i);
            for (String number : channel.numbers()) {
                String owner = owners.putIfAbsent(channel.kind() + " " + number, String.valueOf(tenant.slug()));
                if (owner != null && !owner.equals(tenant.slug())) {
                    new PhoneRules(faults).taken("channels[" + i + "].numbers", number, "tenant " + owner);
                }
            }
        }
        return faults.all();
    }

    /** The fault of a number at {@code field} that {@code owner} has on the same kind of channel. */
    public static Fault taken(String field, String number, String owner) {
        var faults = new Faults();
        new PhoneRules(faults).taken(field, number, owner);
        return faults.all().getFirst();
    }
}
