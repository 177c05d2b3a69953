package dev.offhook.tenant.console;

import jakarta.enterprise.context.RequestScoped;

import dev.offhook.kit.access.Access;
import dev.offhook.kit.problem.ProblemException;
import dev.offhook.tenant.configuration.TenantDirectory;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;

/** Frames pages for the reader who is logged in. Every page of the console asks it first. */
@RequestScoped
public class PageContext {
    private static final String FLASH = "offhook_flash";
    private static final int FLASH_SECONDS = 60;

    private final RoutingContext request;
    private final Access access;
    private final Csrf csrf;
    private final Assets assets;
    private final TenantDirectory directory;
    private final ConsoleConfiguration configuration;

    PageContext(
            RoutingContext request,
            Access access,
            Csrf csrf,
            Assets assets,
            TenantDirectory directory,
            ConsoleConfiguration configuration) {
        this.request = request;
        this.access = access;
        this.csrf = csrf;
        this.assets = assets;
        this.directory = directory;
        this.configuration = configuration;
    }

    /** The frame of a page that belongs to no tenant. */
    public Page page() {
        return page(null, null, access.seesAll());
    }

    /**
     * The frame of a tenant's page, for one who may read it.
     *
     * @throws ProblemException 404 when there is no such tenant for the reader
     */
    public Page page(String slug, Tab tab) {
        access.mayRead(slug);
        var tenant = directory
                .find(slug)
                .orElseThrow(() -> Access.noSuchTenant(slug))
                .document();
        return page(new PageTenant(slug, tenant.name(), tenant.timeZone()), tab, mayChange(slug));
    }

    /** The language of the reader. */
    public Language language() {
        return Language.of(request);
    }

    /** Lets the next page say what was done. */
    public void flash(Flash flash) {
        request.response().addCookie(flashCookie(flash.name()).setMaxAge(FLASH_SECONDS));
    }

    private Page page(PageTenant tenant, Tab tab, boolean mayChange) {
        var user = access.subject();
        return new Page(
                tenant,
                tab,
                user,
                language(),
                csrf.token(request, user),
                mayChange,
                access.seesAll(),
                takeFlash(),
                request.normalizedPath(),
                assets.paths());
    }

    private boolean mayChange(String slug) {
        try {
            access.mayChange(slug);
            return true;
        } catch (ProblemException e) {
            return false;
        }
    }

    private Flash takeFlash() {
        var cookie = request.request().getCookie(FLASH);
        if (cookie == null) {
            return null;
        }
        request.response().addCookie(flashCookie("").setMaxAge(0));
        for (var flash : Flash.values()) {
            if (flash.name().equals(cookie.getValue())) {
                return flash;
            }
        }
        return null;
    }

    private Cookie flashCookie(String value) {
        return Cookie.cookie(FLASH, value)
                .setPath(ConsolePaths.ROOT)
                .setHttpOnly(true)
                .setSecure(configuration.https())
                .setSameSite(CookieSameSite.LAX);
    }
}
