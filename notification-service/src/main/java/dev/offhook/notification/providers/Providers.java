package dev.offhook.notification.providers;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.kit.secrets.SecretBox;
import dev.offhook.kit.secrets.SecretUnreadableException;

/** All providers, by the kind of channel that each carries. */
@ApplicationScoped
public class Providers {
    private final Map<Channel.Kind, SmsProvider> providers = new EnumMap<>(Channel.Kind.class);
    private final SecretBox box;

    @Inject
    Providers(Instance<SmsProvider> providers, SecretBox box) {
        providers.forEach(provider -> this.providers.put(provider.channel(), provider));
        this.box = box;
    }

    /** Who carries this kind of channel; empty for one that carries no messages. */
    public Optional<SmsProvider> of(Channel.Kind kind) {
        return Optional.ofNullable(providers.get(kind));
    }

    /**
     * The tenant's account with a provider.
     *
     * @throws NoAccountException when the tenant has none, or its secret does not read
     */
    public Account account(TenantConfiguration tenant, SmsProvider provider) {
        String id = tenant.channel(provider.channel()).map(Channel::account).orElse(null);
        String ciphertext = tenant.secrets().get(provider.secret());
        if (id == null || ciphertext == null) {
            throw new NoAccountException("tenant: '" + tenant.slug() + "' has no "
                    + provider.provider().id() + " account or no secret " + provider.secret());
        }
        try {
            return new Account(provider.provider(), id, box.decrypt(tenant.slug(), ciphertext));
        } catch (SecretUnreadableException e) {
            throw new NoAccountException("tenant: " + e.getMessage());
        }
    }
}
