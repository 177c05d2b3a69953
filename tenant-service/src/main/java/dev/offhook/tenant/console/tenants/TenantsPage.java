package dev.offhook.tenant.console.tenants;

import java.util.List;

import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import dev.offhook.kit.access.Access;
import dev.offhook.tenant.configuration.Tenant;
import dev.offhook.tenant.console.Page;
import dev.offhook.tenant.console.PageContext;
import io.quarkus.panache.common.Sort;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;

/** The tenants that the reader may see. */
@Path("/console")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class TenantsPage {
    private final PageContext pages;
    private final Access access;

    TenantsPage(PageContext pages, Access access) {
        this.pages = pages;
        this.access = access;
    }

    @CheckedTemplate(basePath = "console/tenants")
    static class Templates {
        private Templates() {}

        static native TemplateInstance list(Page page, List<Tenant> tenants);
    }

    /** The list. */
    @GET
    @Transactional
    public TemplateInstance list() {
        var tenants = Tenant.<Tenant>listAll(Sort.by("slug")).stream()
                .filter(tenant -> access.sees(tenant.slug))
                .toList();
        return Templates.list(pages.page(), tenants);
    }
}
