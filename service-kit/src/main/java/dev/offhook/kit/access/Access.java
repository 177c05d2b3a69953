package dev.offhook.kit.access;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonString;

import dev.offhook.kit.problem.ProblemException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * What the bearer of this request's token may see and do. Every resource under {@code /api} that names a tenant asks it
 * first; nothing else decides.
 *
 * <p>A tenant that the bearer may not see does not exist for them: the answer is the 404 of {@link #noSuchTenant}, the
 * same as for a tenant that nobody has, so that slugs cannot be guessed. 403 is for who sees a tenant and may not
 * change it. Without a token all methods end the request with 401.
 */
@RequestScoped
public class Access {
    private final SecurityIdentity identity;
    private final AccessConfiguration configuration;

    Access(SecurityIdentity identity, AccessConfiguration configuration) {
        this.identity = identity;
        this.configuration = configuration;
    }

    /**
     * Makes sure that the bearer may read a tenant.
     *
     * @param tenant a slug, of an existing tenant or not
     * @return the slug
     * @throws ProblemException 404 when the bearer may not
     */
    public String mayRead(String tenant) {
        if (!sees(tenant)) {
            throw noSuchTenant(tenant);
        }
        return tenant;
    }

    /**
     * Makes sure that the bearer may change a tenant and what belongs to it.
     *
     * @param tenant a slug, of an existing tenant or not
     * @return the slug
     * @throws ProblemException 404 when the bearer may not even read it, 403 when only that
     */
    public String mayChange(String tenant) {
        mayRead(tenant);
        if (!seesAll() && !has(Role.TENANT_ADMIN)) {
            throw ProblemException.forbidden("you may read this tenant and not change it; that takes the role "
                    + Role.TENANT_ADMIN.claim() + " or " + Role.PLATFORM_ADMIN.claim());
        }
        return tenant;
    }

    /**
     * Makes sure that the bearer may use what belongs to no tenant.
     *
     * @throws ProblemException 403 when not
     */
    public void requirePlatformAdmin() {
        if (!seesAll()) {
            throw ProblemException.forbidden("this takes the role " + Role.PLATFORM_ADMIN.claim());
        }
    }

    /** Whether a tenant may be shown to the bearer; for lists. */
    public boolean sees(String tenant) {
        return seesAll() || tenants().contains(tenant);
    }

    /** Whether every tenant may be shown to the bearer; a query then needs no restriction to {@link #tenants}. */
    public boolean seesAll() {
        return has(Role.PLATFORM_ADMIN);
    }

    /**
     * The slugs of the tenants that the token names, whether they exist or not, in its order; empty when the bearer has
     * no role with them. A platform admin sees others too, see {@link #seesAll}.
     */
    public Set<String> tenants() {
        if (!has(Role.TENANT_ADMIN) && !has(Role.VIEWER)) {
            return Set.of();
        }
        return identity.getPrincipal() instanceof JsonWebToken token
                ? slugs(token.getClaim(configuration.tenantsClaim()))
                : Set.of();
    }

    /** The bearer's name, for the audit trail: {@code preferred_username}, or {@code sub} where there is none. */
    public String subject() {
        requireToken();
        return identity.getPrincipal().getName();
    }

    /** The 404 for a tenant that does not exist; also for one that the bearer may not see. */
    public static ProblemException noSuchTenant(String tenant) {
        return ProblemException.notFound("tenant", "there is no tenant '" + tenant + "'");
    }

    private boolean has(Role role) {
        requireToken();
        return identity.hasRole(role.claim());
    }

    private void requireToken() {
        if (identity.isAnonymous()) {
            throw new UnauthorizedException();
        }
    }

    /** Whatever is no list of strings names nobody. */
    private static Set<String> slugs(Object claim) {
        var values = claim instanceof Collection<?> list ? list.stream() : Stream.ofNullable(claim);
        var slugs = new LinkedHashSet<String>();
        values.forEach(value -> {
            if (value instanceof JsonString text) {
                slugs.add(text.getString());
            } else if (value instanceof String text) {
                slugs.add(text);
            }
        });
        return slugs;
    }
}
