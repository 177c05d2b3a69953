package dev.offhook.tenant.rules;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel.Kind;
import dev.offhook.events.TenantConfiguration.Channel.Transport;
import dev.offhook.kit.phone.PhoneNumbers;
import dev.offhook.tenant.configuration.FaultKind;
import dev.offhook.tenant.configuration.TenantDocument;
import dev.offhook.tenant.configuration.TenantDocument.ChannelBlock;

/** What must hold for the channels, and whose numbers are whose. */
final class ChannelRules {
    private static final int LONGEST_GREETING = 1_000;
    /** A day. */
    private static final int LONGEST_CALL = 1_440;

    private static final Pattern ID = Pattern.compile("[0-9]{1,18}");
    private static final Pattern TWILIO_ACCOUNT = Pattern.compile("AC[0-9a-f]{32}");

    private final TenantDocument tenant;
    private final SecretLengths secrets;
    private final Faults faults;

    ChannelRules(TenantDocument tenant, SecretLengths secrets, Faults faults) {
        this.tenant = tenant;
        this.secrets = secrets;
        this.faults = faults;
    }

    void check() {
        Set<Kind> kinds = new HashSet<>();
        for (int i = 0; i < tenant.channels().size(); i++) {
            String field = "channels[" + i + "]";
            ChannelBlock channel = tenant.channels().get(i);
            if (channel.kind() == null) {
                faults.present(field + ".kind", null, "twilio-voice");
                continue;
            }
            if (!kinds.add(channel.kind())) {
                faults.add(
                        field + ".kind",
                        channel.kind().id(),
                        FaultKind.TWICE,
                        channel.kind().id() + " is there twice; put all its numbers into one channel");
            }
            new PhoneRules(faults).numbers(field + ".numbers", channel.numbers());
            voices(field, channel);
            calls(field, channel);
            setUp(field, channel);
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
            voiceOnly(field + ".transport", "stream", "good is webhook");
        }
    }

    private void calls(String field, ChannelBlock channel) {
        if (!isVoice(channel.kind())) {
            refuse(field + ".greeting", channel.greeting());
            refuse(field + ".transfer", channel.transfer() == null ? null : PhoneNumbers.masked(channel.transfer()));
            refuse(field + ".maxMinutes", channel.maxMinutes());
            refuse(field + ".recording", channel.recording() ? true : null);
            return;
        }
        if (channel.greeting() != null) {
            faults.text(field + ".greeting", channel.greeting(), LONGEST_GREETING, "Good day! How can I help you?");
        }
        if (channel.transfer() != null) {
            new PhoneRules(faults).number(field + ".transfer", channel.transfer());
        }
        faults.range(field + ".maxMinutes", channel.maxMinutes(), 1, LONGEST_CALL, 30);
    }

    private void refuse(String field, Object value) {
        if (value != null) {
            voiceOnly(field, value, "leave it out");
        }
    }

    private void voiceOnly(String field, Object value, String good) {
        faults.add(field, value, FaultKind.VOICE_ONLY, value + " is for voice; " + good);
    }

    private void setUp(String field, ChannelBlock channel) {
        id(field + ".application", channel.application(), "10551893", channel.kind());
        id(field + ".rule", channel.rule(), "1180945", channel.kind());
    }

    private void id(String field, String id, String good, Kind kind) {
        if (id == null) {
            return;
        }
        if (isTwilio(kind)) {
            faults.add(
                    field,
                    id,
                    FaultKind.VOXIMPLANT_ONLY,
                    Faults.quoted(id) + " is for Voximplant's channels; leave it out");
        } else if (!ID.matcher(id).matches()) {
            faults.add(
                    field,
                    id,
                    FaultKind.NOT_DIGITS,
                    Faults.quoted(id) + " is not made of 1 to 18 digits; good is \"" + good + "\"",
                    good);
        }
    }

    private void twilio(String field, ChannelBlock channel) {
        if (channel.account() == null
                || !TWILIO_ACCOUNT.matcher(channel.account()).matches()) {
            faults.add(
                    field + ".account",
                    channel.account(),
                    FaultKind.NOT_A_TWILIO_ACCOUNT,
                    Faults.quoted(channel.account())
                            + " is no Twilio account; good is AC and 32 hexadecimal digits in lower case");
        }
        if (channel.enabled() && !secrets.has(TenantConfiguration.TWILIO_AUTH_TOKEN)) {
            faults.add(
                    "secrets." + TenantConfiguration.TWILIO_AUTH_TOKEN,
                    null,
                    FaultKind.SECRET_MISSING,
                    "is missing, and " + field
                            + " is a Twilio channel that is switched on; copy it from Twilio's console",
                    TenantConfiguration.TWILIO_AUTH_TOKEN,
                    field);
        }
    }

    // Voximplant signs nothing: without a key nothing that a scenario posts could be told from anybody's post.
    private void scenario(String field, ChannelBlock channel) {
        if (channel.enabled()
                && !channel.unsignedWebhooks()
                && !secrets.has(TenantConfiguration.VOXIMPLANT_WEBHOOK_KEY)) {
            faults.add(
                    "secrets." + TenantConfiguration.VOXIMPLANT_WEBHOOK_KEY,
                    null,
                    FaultKind.SECRET_MISSING,
                    "is missing, and " + field + " is a Voximplant voice channel that is switched on; make one with"
                            + " 'openssl rand -hex 32', or set " + field
                            + ".unsignedWebhooks: true to take what anybody posts",
                    TenantConfiguration.VOXIMPLANT_WEBHOOK_KEY,
                    field);
        }
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
