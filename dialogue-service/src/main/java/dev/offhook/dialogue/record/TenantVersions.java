package dev.offhook.dialogue.record;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.dialogue.database.Database;
import dev.offhook.events.EventJson;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.kit.tenants.Tenants;
import org.jspecify.annotations.Nullable;

/** The tenants' configurations, also those that no longer hold. */
@ApplicationScoped
public class TenantVersions {
    private static final String TYPE = EventJson.typeOf(TenantConfiguration.class);

    private final Database database;
    private final Tenants tenants;

    TenantVersions(Database database, Tenants tenants) {
        this.database = database;
        this.tenants = tenants;
    }

    /** A tenant as it was under this version; empty when this service never saw that. */
    public Optional<TenantConfiguration> at(String slug, long version) {
        Optional<TenantConfiguration> now = tenants.bySlug(slug).filter(tenant -> tenant.version() == version);
        return now.isPresent()
                ? now
                : database.transaction(sql -> sql.first(
                                "select data from tenant_version where tenant = ? and version = ?",
                                row -> row.text("data"),
                                slug,
                                version))
                        .map(data -> (TenantConfiguration) EventJson.read(TYPE, data.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * A tenant under this version, or, when that was never seen, as it is now.
     *
     * @param version null when it is not known
     */
    Optional<TenantConfiguration> atOrNow(String slug, @Nullable Long version) {
        return (version == null ? Optional.<TenantConfiguration>empty() : at(slug, version))
                .or(() -> tenants.bySlug(slug));
    }
}
