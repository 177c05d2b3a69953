package dev.offhook.tenant.console.connect;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.TenantConfiguration;
import dev.offhook.kit.secrets.SecretBox;
import dev.offhook.kit.secrets.SecretUnreadableException;

/** A tenant's secrets in clear, for asking providers; never shown, never logged. */
@ApplicationScoped
public class TenantSecrets {
    private final SecretBox box;

    TenantSecrets(SecretBox box) {
        this.box = box;
    }

    /** A secret, empty when it is not set or does not open. */
    public Optional<String> open(TenantConfiguration tenant, String name) {
        String sealed = tenant.secrets().get(name);
        if (sealed == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(box.decrypt(tenant.slug(), sealed));
        } catch (SecretUnreadableException e) {
            return Optional.empty();
        }
    }

    /** The token of a Twilio account: the one that is set for this account, else the tenant's. */
    public Optional<String> twilioToken(TenantConfiguration tenant, String account) {
        return open(tenant, TenantConfiguration.twilioAuthToken(account))
                .or(() -> open(tenant, TenantConfiguration.TWILIO_AUTH_TOKEN));
    }
}
