package dev.offhook.tenant.api;

import java.util.Set;

import jakarta.enterprise.context.RequestScoped;

import dev.offhook.kit.access.Access;
import dev.offhook.tenant.configuration.Change;
import dev.offhook.tenant.configuration.Origin;
import dev.offhook.tenant.configuration.StoredTenant;
import dev.offhook.tenant.configuration.TenantDirectory;
import dev.offhook.tenant.configuration.TenantDocument;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what to a tenant: its admins change it; creating, deleting and changing the plan take a platform admin. The
 * console asks it too.
 */
@RequestScoped
public class Door {
    private final Access access;
    private final TenantDirectory directory;

    Door(Access access, TenantDirectory directory) {
        this.access = access;
        this.directory = directory;
    }

    /** The tenant, for one who may read it; 404 otherwise. */
    public StoredTenant read(String slug) {
        return existing(access.mayRead(slug));
    }

    /** The tenant, for one who may change it; 404 when there is none for the bearer, 403 when they may only read it. */
    public StoredTenant change(String slug) {
        return existing(access.mayChange(slug));
    }

    /** As {@link #change}; a document with another plan than today's takes a platform admin, 403 otherwise. */
    public StoredTenant change(String slug, TenantDocument document) {
        var tenant = change(slug);
        if (document.plan() != null && document.plan() != tenant.document().plan()) {
            access.requirePlatformAdmin();
        }
        return tenant;
    }

    /** The tenant, for one who may delete it. */
    public StoredTenant delete(String slug) {
        var tenant = read(slug);
        access.requirePlatformAdmin();
        return tenant;
    }

    /** Makes sure that the bearer may create tenants. */
    public void create() {
        access.requirePlatformAdmin();
    }

    /** Whether the bearer may see this tenant, if there is one. */
    public boolean sees(String slug) {
        return access.sees(slug);
    }

    /** The slugs that a list may show; null for all. */
    public @Nullable Set<String> shown() {
        return access.seesAll() ? null : access.tenants();
    }

    /** The bearer as the author of a change. */
    public Change by(Origin origin, @Nullable String idempotencyKey) {
        return new Change(access.subject(), origin, idempotencyKey);
    }

    private StoredTenant existing(String slug) {
        return directory.find(slug).orElseThrow(() -> Access.noSuchTenant(slug));
    }
}
