package dev.offhook.local.provider;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

import dev.offhook.events.Provider;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;

/** The telephone network of the local stack: who may be called, and through which provider. */
public final class Telephony {
    private final Ingress ingress;
    private final TenantsFile tenants;
    private final String recordings;

    /** Calls the numbers of {@code tenants} through {@code ingress}; nobody can hear what Voximplant has recorded. */
    public Telephony(Ingress ingress, TenantsFile tenants) {
        this(ingress, tenants, "https://storage.example/");
    }

    /**
     * Calls the numbers of {@code tenants} through {@code ingress}.
     *
     * @param recordings where Voximplant's recordings are, a URL that ends in a slash
     */
    public Telephony(Ingress ingress, TenantsFile tenants, String recordings) {
        this.ingress = ingress;
        this.tenants = tenants;
        this.recordings = recordings;
    }

    /**
     * A call to a tenant from a fresh number, not yet dialled.
     *
     * @param provider null for the one that carries the tenant's voice channel
     * @throws IllegalArgumentException when there is no such tenant, or it has no voice channel there
     */
    public PhoneCall call(String slug, Provider provider) {
        TenantConfiguration tenant = tenants.tenant(slug);
        return switch (provider == null ? carrier(tenant) : provider) {
            case TWILIO -> {
                Channel channel = channel(tenant, Channel.Kind.TWILIO_VOICE);
                yield new TwilioCall(
                        account(tenant, channel),
                        freshCustomer(),
                        channel.numbers().getFirst());
            }
            case VOXIMPLANT -> {
                Channel channel = channel(tenant, Channel.Kind.VOXIMPLANT_VOICE);
                yield new VoximplantCall(
                        ingress,
                        slug,
                        "7916555" + fourDigits(),
                        Optional.ofNullable(tenant.secrets().get(TenantConfiguration.VOXIMPLANT_WEBHOOK_KEY)),
                        Optional.of(recordings).filter(any -> channel.recording()));
            }
            case TEST -> throw new IllegalArgumentException("'test' carries no calls; twilio and voximplant do");
        };
    }

    /**
     * Text messages of a customer to a tenant's number.
     *
     * @param from the customer, E.164
     * @param to the tenant's number, E.164
     * @throws IllegalArgumentException when no tenant takes messages there
     */
    public TwilioSms sms(String from, String to) {
        TenantConfiguration tenant = tenants.withNumber(Channel.Kind.TWILIO_SMS, to)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no tenant takes Twilio messages on '" + to + "'; hr-center does on +15005550006"));
        return new TwilioSms(account(tenant, channel(tenant, Channel.Kind.TWILIO_SMS)), from, to);
    }

    /** The first number on which a tenant takes messages. */
    public String smsNumber(String slug) {
        return channel(tenants.tenant(slug), Channel.Kind.TWILIO_SMS).numbers().getFirst();
    }

    /** An American number that nobody else has: 555 is no exchange. */
    public static String freshCustomer() {
        return "+1415555" + fourDigits();
    }

    private TwilioAccount account(TenantConfiguration tenant, Channel channel) {
        return Optional.ofNullable(tenant.secrets().get(TenantConfiguration.TWILIO_AUTH_TOKEN))
                .map(token -> new TwilioAccount(ingress, channel.account(), token))
                .orElseThrow(() -> new IllegalArgumentException("tenant '" + tenant.slug() + "' has no secret "
                        + TenantConfiguration.TWILIO_AUTH_TOKEN + " to sign with"));
    }

    private static Provider carrier(TenantConfiguration tenant) {
        return tenant.channel(Channel.Kind.TWILIO_VOICE)
                .map(channel -> Provider.TWILIO)
                .orElse(Provider.VOXIMPLANT);
    }

    private static Channel channel(TenantConfiguration tenant, Channel.Kind kind) {
        return tenant.channel(kind)
                .orElseThrow(() -> new IllegalArgumentException("tenant '" + tenant.slug() + "' has no "
                        + kind.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " channel"));
    }

    private static String fourDigits() {
        return "%04d".formatted(ThreadLocalRandom.current().nextInt(10_000));
    }
}
