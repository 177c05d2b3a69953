package dev.offhook.tenant.imports;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel.Kind;
import dev.offhook.events.TenantConfiguration.Channel.Transport;
import dev.offhook.kit.phone.PhoneNumbers;
import dev.offhook.tenant.imports.TenantBlock.ChannelBlock;

/** What must hold for the channels, and whose numbers are whose. */
final class ChannelRules {
    private static final Pattern TWILIO_ACCOUNT = Pattern.compile("AC[0-9a-f]{32}");

    private final TenantBlock tenant;
    private final Faults faults;

    ChannelRules(TenantBlock tenant, Faults faults) {
        this.tenant = tenant;
        this.faults = faults;
    }

    void check() {
        Set<Kind> kinds = new HashSet<>();
        for (int i = 0; i < tenant.channels().size(); i++) {
            String field = "channels[" + i + "]";
            ChannelBlock channel = tenant.channels().get(i);
            if (channel.kind() == null) {
                faults.add(field + ".kind", "is missing; good is twilio-voice");
                continue;
            }
            if (!kinds.add(channel.kind())) {
                faults.add(field + ".kind", channel.kind() + " is there twice; put all its numbers into one channel");
            }
            faults.numbers(field + ".numbers", channel.numbers());
            voices(field, channel);
            if (isTwilio(channel.kind())) {
                twilio(field, channel);
            }
            if (channel.kind() == Kind.VOXIMPLANT_VOICE) {
                scenario(field, channel);
            }
        }
    }

    private void voices(String field, ChannelBlock channel) {
        if (channel.voices() != null) {
            channel.voices().forEach((language, voice) -> {
                faults.language(field + ".voices", language, "en-US");
                faults.optionalText(field + ".voices." + language, voice, "Polly.Joanna");
            });
        }
        if (channel.transport() == Transport.STREAM && !isVoice(channel.kind())) {
            faults.add(field + ".transport", "stream is for voice; good is webhook");
        }
    }

    private void twilio(String field, ChannelBlock channel) {
        if (channel.account() == null
                || !TWILIO_ACCOUNT.matcher(channel.account()).matches()) {
            faults.add(
                    field + ".account",
                    Faults.quoted(channel.account())
                            + " is no Twilio account; good is AC and 32 hexadecimal digits in lower case");
        }
        if (channel.enabled() && !tenant.secrets().containsKey(TenantConfiguration.TWILIO_AUTH_TOKEN)) {
            faults.add(
                    "secrets." + TenantConfiguration.TWILIO_AUTH_TOKEN,
                    "is missing, and " + field
                            + " is a Twilio channel that is switched on; copy it from Twilio's console");
        }
    }

    // Voximplant signs nothing: without a key nothing that a scenario posts could be told from anybody's post.
    private void scenario(String field, ChannelBlock channel) {
        if (channel.enabled()
                && !channel.unsignedWebhooks()
                && !tenant.secrets().containsKey(TenantConfiguration.VOXIMPLANT_WEBHOOK_KEY)) {
            faults.add(
                    "secrets." + TenantConfiguration.VOXIMPLANT_WEBHOOK_KEY,
                    "is missing, and " + field + " is a Voximplant voice channel that is switched on; make one with"
                            + " 'openssl rand -hex 32', or set " + field
                            + ".unsignedWebhooks: true to take what anybody posts");
        }
    }

    /** Who has which number on which kind of channel. */
    static Map<String, String> owners(List<TenantConfiguration> tenants) {
        var owners = new HashMap<String, String>();
        tenants.forEach(tenant -> tenant.channels().forEach(channel -> channel.numbers()
                .forEach(number -> owners.put(claim(channel.kind(), number), tenant.slug()))));
        return owners;
    }

    /** Adds the tenant's numbers to {@code owners}; a number that another tenant has there is a fault. */
    static void claimNumbers(TenantBlock tenant, Map<String, String> owners, Faults faults) {
        for (int i = 0; i < tenant.channels().size(); i++) {
            ChannelBlock channel = tenant.channels().get(i);
            if (channel.kind() == null) {
                continue;
            }
            for (String number : channel.numbers()) {
                String owner = owners.putIfAbsent(claim(channel.kind(), number), String.valueOf(tenant.slug()));
                if (owner != null && !owner.equals(tenant.slug())) {
                    faults.add(
                            "channels[" + i + "].numbers",
                            Faults.quoted(PhoneNumbers.masked(number)) + " is already the number of tenant " + owner
                                    + " on the same kind of channel; good is a number that only this tenant has");
                }
            }
        }
    }

    private static String claim(Kind kind, String number) {
        return kind + " " + number;
    }

    private static boolean isVoice(Kind kind) {
        return switch (kind) {
            case TWILIO_VOICE, VOXIMPLANT_VOICE -> true;
            case TWILIO_SMS, VOXIMPLANT_SMS -> false;
        };
    }

    private static boolean isTwilio(Kind kind) {
        return switch (kind) {
            case TWILIO_VOICE, TWILIO_SMS -> true;
            case VOXIMPLANT_VOICE, VOXIMPLANT_SMS -> false;
        };
    }
}
