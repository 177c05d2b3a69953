package dev.offhook.tenant.testsupport;

import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.tenant.configuration.Change;
import dev.offhook.tenant.configuration.Origin;
import dev.offhook.tenant.configuration.StoredTenant;
import dev.offhook.tenant.configuration.TenantBlock;
import dev.offhook.tenant.configuration.TenantChanges;
import dev.offhook.tenant.configuration.TenantDirectory;
import dev.offhook.tenant.rules.BlockReader;

/** The tenants of the demo users, as each test of the console wants to find them. */
@ApplicationScoped
public class ConsoleTenants {
    /** The tenant of the users {@code hotel} and {@code viewer}. */
    public static final String HOTEL = "hotel-royal";

    private final TenantChanges changes;
    private final TenantDirectory directory;

    ConsoleTenants(TenantChanges changes, TenantDirectory directory) {
        this.changes = changes;
        this.directory = directory;
    }

    /** {@link #HOTEL} with every part that may be left out, new again. */
    public StoredTenant hotel() {
        return fresh(HOTEL, "+74951234567");
    }

    /** A tenant with every part that may be left out, new again. */
    public StoredTenant fresh(String slug, String number) {
        var by = new Change("test", Origin.API);
        directory.find(slug).ifPresent(tenant -> changes.delete(slug, tenant.revision(), by));
        try {
            var list = BlockReader.YAML.readTree(TenantsYaml.longTenant(slug, number));
            var block = BlockReader.read(list.get(0));
            return changes.create(
                    new TenantBlock(
                            block.document(),
                            Map.of(
                                    TenantConfiguration.TWILIO_AUTH_TOKEN,
                                    TenantsYaml.SECRET,
                                    TenantConfiguration.VOXIMPLANT_WEBHOOK_KEY,
                                    TenantsYaml.SECRET)),
                    by);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the test's tenant is no YAML", e);
        }
    }

    /** A tenant as it stands. */
    public StoredTenant read(String slug) {
        return directory.find(slug).orElseThrow();
    }
}
