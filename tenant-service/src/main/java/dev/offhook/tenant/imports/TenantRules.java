package dev.offhook.tenant.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Assistant;
import dev.offhook.events.TenantConfiguration.Channel.Kind;
import dev.offhook.events.TenantConfiguration.Phrases;
import dev.offhook.events.TenantConfiguration.Rule;
import dev.offhook.kit.phone.PhoneNumbers;
import dev.offhook.tenant.imports.TenantBlock.ChannelBlock;

/**
 * What must hold for a tenant. A fault names tenant, field, the bad value and a good one. Numbers are shown masked,
 * since faults are logged, and secrets not at all.
 */
final class TenantRules {
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern TWILIO_ACCOUNT = Pattern.compile("AC[0-9a-f]{32}");
    private static final Pattern SECRET_NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");
    private static final String GOOD_NUMBER = "+15005550006";

    private final TenantBlock tenant;
    private final List<String> faults = new ArrayList<>();

    private TenantRules(TenantBlock tenant) {
        this.tenant = tenant;
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
                rules.fault(
                        "slug",
                        "'" + tenant.slug() + "' stands in the file twice; one of them may be " + tenant.slug() + "-2");
            }
            rules.claimNumbers(owners);
            faults.addAll(rules.faults);
        }
        return faults;
    }

    /** Every number of {@code tenants} that {@code other}, which is not in the file, has on the same kind of channel. */
    static List<String> conflicts(List<TenantBlock> tenants, List<TenantConfiguration> others) {
        var owners = new HashMap<String, String>();
        others.forEach(other -> other.channels().forEach(channel -> channel.numbers()
                .forEach(number -> owners.put(claim(channel.kind(), number), other.slug()))));
        return tenants.stream()
                .flatMap(tenant -> {
                    var rules = new TenantRules(tenant);
                    rules.claimNumbers(owners);
                    return rules.faults.stream();
                })
                .toList();
    }

    private void check() {
        if (tenant.slug() == null || !SLUG.matcher(tenant.slug()).matches()) {
            fault(
                    "slug",
                    quoted(tenant.slug())
                            + " is not made of 1 to 63 lower-case letters, digits and inner hyphens; good is"
                            + " hotel-royal");
        }
        text("name", tenant.name(), "Hotel Royal");
        present("plan", tenant.plan(), "premium");
        present("timeZone", tenant.timeZone(), "Europe/Moscow");
        locale();
        channels();
        if (tenant.assistant() == null) {
            fault("assistant", "is missing; it holds greeting, rules, noMatch and phrases");
        } else {
            assistant(tenant.assistant());
        }
        tenant.secrets().forEach((name, value) -> {
            if (!SECRET_NAME.matcher(name).matches()) {
                fault(
                        "secrets",
                        "the name " + quoted(name) + " is not good; good is " + TenantConfiguration.TWILIO_AUTH_TOKEN);
            }
            text("secrets." + name, value, "the value in quotes");
        });
    }

    private void locale() {
        try {
            if (tenant.locale() != null
                    && !new Locale.Builder()
                            .setLanguageTag(tenant.locale())
                            .build()
                            .getLanguage()
                            .isEmpty()) {
                return;
            }
        } catch (IllformedLocaleException e) {
            // Told below, with the field's name.
        }
        fault("locale", quoted(tenant.locale()) + " is no BCP 47 language; good is ru-RU");
    }

    private void channels() {
        Set<Kind> kinds = new HashSet<>();
        for (int i = 0; i < tenant.channels().size(); i++) {
            String field = "channels[" + i + "]";
            ChannelBlock channel = tenant.channels().get(i);
            if (channel == null || channel.kind() == null) {
                fault(field + ".kind", "is missing; good is twilio-voice");
                continue;
            }
            if (!kinds.add(channel.kind())) {
                fault(field + ".kind", channel.kind() + " is there twice; put all its numbers into one channel");
            }
            numbers(field, channel);
            if (isTwilio(channel.kind())) {
                twilio(field, channel);
            }
        }
    }

    private void numbers(String field, ChannelBlock channel) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < channel.numbers().size(); i++) {
            String number = channel.numbers().get(i);
            String at = field + ".numbers[" + i + "]";
            if (PhoneNumbers.e164(number).filter(good -> good.equals(number)).isEmpty()) {
                fault(at, quoted(PhoneNumbers.masked(number)) + " is no E.164 number; good is \"" + GOOD_NUMBER + "\"");
            } else if (!seen.add(number)) {
                fault(at, quoted(PhoneNumbers.masked(number)) + " is there twice; once is enough");
            }
        }
    }

    private void twilio(String field, ChannelBlock channel) {
        if (channel.account() == null
                || !TWILIO_ACCOUNT.matcher(channel.account()).matches()) {
            fault(
                    field + ".account",
                    quoted(channel.account())
                            + " is no Twilio account; good is AC and 32 hexadecimal digits in lower case");
        }
        if (channel.enabled() && !tenant.secrets().containsKey(TenantConfiguration.TWILIO_AUTH_TOKEN)) {
            fault(
                    "secrets." + TenantConfiguration.TWILIO_AUTH_TOKEN,
                    "is missing, and " + field
                            + " is a Twilio channel that is switched on; copy it from Twilio's console");
        }
    }

    private void assistant(Assistant assistant) {
        text("assistant.greeting", assistant.greeting(), "Good day! How can I help you?");
        texts("assistant.noMatch", assistant.noMatch(), "Could you say that in other words?");
        if (assistant.rules() == null) {
            fault("assistant.rules", "is missing; good is [] for none");
        } else {
            rules(assistant.rules());
        }
        if (assistant.phrases() == null) {
            fault("assistant.phrases", "is missing; it holds silent, fillers, fallback and others");
        } else {
            phrases(assistant.phrases());
        }
    }

    private void rules(List<Rule> rules) {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < rules.size(); i++) {
            String field = "assistant.rules[" + i + "]";
            Rule rule = rules.get(i);
            if (rule == null) {
                fault(field, "is empty; a rule has at least id, when and say");
                continue;
            }
            text(field + ".id", rule.id(), "price");
            if (rule.id() != null && !ids.add(rule.id())) {
                fault(field + ".id", quoted(rule.id()) + " is there twice; good is " + rule.id() + "-2");
            }
            texts(field + ".when", rule.when(), "how much");
            text(field + ".say", rule.say(), "A room is 100 euros.");
        }
    }

    private void phrases(Phrases phrases) {
        String field = "assistant.phrases.";
        text(field + "silent", phrases.silent(), "I did not hear you.");
        texts(field + "fillers", phrases.fillers(), "One moment, please.");
        text(field + "fallback", phrases.fallback(), "Sorry, could you repeat that?");
        text(field + "lastResort", phrases.lastResort(), "Please call again later.");
        text(field + "voiceNotInPlan", phrases.voiceNotInPlan(), "Please text us.");
        text(field + "channelOff", phrases.channelOff(), "This number is not in service.");
        text(field + "recorded", phrases.recorded(), "Thank you, we will call you back.");
    }

    private void claimNumbers(Map<String, String> owners) {
        for (int i = 0; i < tenant.channels().size(); i++) {
            ChannelBlock channel = tenant.channels().get(i);
            if (channel == null || channel.kind() == null) {
                continue;
            }
            for (String number : channel.numbers()) {
                String owner = owners.putIfAbsent(claim(channel.kind(), number), String.valueOf(tenant.slug()));
                if (owner != null && !owner.equals(tenant.slug())) {
                    fault(
                            "channels[" + i + "].numbers",
                            quoted(PhoneNumbers.masked(number)) + " is already the number of tenant " + owner
                                    + " on the same kind of channel; good is a number that only this tenant has");
                }
            }
        }
    }

    private void texts(String field, List<String> texts, String good) {
        if (texts == null || texts.isEmpty()) {
            fault(field, "is empty; it needs at least one, e.g. \"" + good + "\"");
            return;
        }
        for (int i = 0; i < texts.size(); i++) {
            text(field + "[" + i + "]", texts.get(i), good);
        }
    }

    private void text(String field, String text, String good) {
        if (text == null || text.isBlank()) {
            fault(field, (text == null ? "is missing" : "is blank") + "; good is \"" + good + "\"");
        }
    }

    private void present(String field, Object value, String good) {
        if (value == null) {
            fault(field, "is missing; good is " + good);
        }
    }

    private void fault(String field, String what) {
        faults.add("tenant " + tenant.slug() + ": " + field + " " + what);
    }

    private static String claim(Kind kind, String number) {
        return kind + " " + number;
    }

    private static boolean isTwilio(Kind kind) {
        return switch (kind) {
            case TWILIO_VOICE, TWILIO_SMS -> true;
            case VOXIMPLANT_VOICE, VOXIMPLANT_SMS -> false;
        };
    }

    private static String quoted(String value) {
        return value == null ? "(missing)" : "'" + value + "'";
    }
}
