package dev.offhook.webhook.voximplant;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.TenantConfiguration;
import dev.offhook.kit.secrets.SecretBox;
import dev.offhook.kit.secrets.SecretUnreadableException;
import org.jboss.logging.Logger;

/** Opens the secrets that verify a tenant's requests. */
@ApplicationScoped
class Secrets {
    private static final Logger LOG = Logger.getLogger(Secrets.class);

    private final SecretBox box;

    Secrets(SecretBox box) {
        this.box = box;
    }

    /**
     * A secret in clear.
     *
     * @param name of the secret
     */
    record Opened(String name, String value) {
        /** Never the value. */
        @Override
        public String toString() {
            return name;
        }
    }

    /** The tenant's secrets of these names, and the next one of each while it is rotated; what does not open is left out. */
    List<Opened> open(TenantConfiguration tenant, String... names) {
        return Arrays.stream(names)
                .flatMap(name -> Stream.of(name, name + TenantConfiguration.NEXT))
                .flatMap(name -> one(tenant, name).stream())
                .toList();
    }

    private Optional<Opened> one(TenantConfiguration tenant, String name) {
        String ciphertext = tenant.secrets().get(name);
        if (ciphertext == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Opened(name, box.decrypt(tenant.slug(), ciphertext)));
        } catch (SecretUnreadableException e) {
            LOG.errorf("no webhook can be verified with %s: %s", name, e.getMessage());
            return Optional.empty();
        }
    }
}
