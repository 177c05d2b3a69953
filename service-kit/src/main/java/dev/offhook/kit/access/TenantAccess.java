package dev.offhook.kit.access;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.TenantConfiguration;
import dev.offhook.kit.tenants.Tenants;

/**
 * The door of resources that belong to one tenant, in services that keep a replica of the tenants: who may enter, and
 * whether there is such a tenant at all. The answer to both is the same 404.
 */
@ApplicationScoped
public class TenantAccess {
    private final Access access;
    private final Tenants tenants;

    TenantAccess(Access access, Tenants tenants) {
        this.access = access;
        this.tenants = tenants;
    }

    /**
     * The tenant, for one who may read it.
     *
     * @throws dev.offhook.kit.problem.ProblemException 404 when there is none for the bearer
     */
    public TenantConfiguration read(String slug) {
        return known(access.mayRead(slug));
    }

    /**
     * The tenant, for one who may change what belongs to it.
     *
     * @throws dev.offhook.kit.problem.ProblemException 404 when there is none for the bearer, 403 when the bearer may
     *     only read it
     */
    public TenantConfiguration change(String slug) {
        return known(access.mayChange(slug));
    }

    private TenantConfiguration known(String slug) {
        return tenants.bySlug(slug).orElseThrow(() -> Access.noSuchTenant(slug));
    }
}
