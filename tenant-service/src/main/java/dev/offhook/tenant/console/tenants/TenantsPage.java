package dev.offhook.tenant.console.tenants;

import java.net.URI;
import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import dev.offhook.kit.access.Access;
import dev.offhook.tenant.configuration.TenantDirectory;
import dev.offhook.tenant.configuration.TenantPage;
import dev.offhook.tenant.console.Page;
import dev.offhook.tenant.console.PageContext;
import dev.offhook.tenant.console.form.Editing;
import dev.offhook.tenant.console.form.Form;
import dev.offhook.tenant.console.form.Part;
import dev.offhook.tenant.console.form.Section;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.jboss.resteasy.reactive.RestQuery;

/** The tenants that the reader may see, and the form of a new one. */
@Path("/console")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class TenantsPage {
    private static final int ON_A_PAGE = 50;
    private static final int LONGEST_SEARCH = 200;

    private static final Section SECTION = Section.ofDocument(List.of(
            Part.text("name"), Part.text("slug"), Part.text("plan"), Part.text("locale"), Part.text("timeZone")));

    private final PageContext pages;
    private final Access access;
    private final TenantDirectory directory;
    private final Editing editing;

    TenantsPage(PageContext pages, Access access, TenantDirectory directory, Editing editing) {
        this.pages = pages;
        this.access = access;
        this.directory = directory;
        this.editing = editing;
    }

    @CheckedTemplate(basePath = "console/tenants")
    static class Templates {
        private Templates() {}

        static native TemplateInstance list(Page page, TenantPage tenants, String q);

        static native TemplateInstance create(Page page, Form form, List<String> zones);
    }

    /**
     * The list.
     *
     * @param q what slug, name or a number must contain
     * @param after the slug after which the page begins
     */
    @GET
    public TemplateInstance list(@RestQuery String q, @RestQuery String after) {
        var asked = searchable(q);
        var page = pages.page();
        var only = access.seesAll() ? null : access.tenants();
        return Templates.list(
                page, directory.list(asked, only, after == null ? null : searchable(after), ON_A_PAGE), asked);
    }

    /** The form of a new tenant. */
    @GET
    @Path("/new")
    public TemplateInstance form() {
        access.requirePlatformAdmin();
        return page(editing.form(Starter.in(pages.language()), SECTION));
    }

    /** Creates it, with phrases in its language. */
    @POST
    @Path("/new")
    public Response create(MultivaluedMap<String, String> typed) {
        var locale = typed.getFirst("locale");
        return editing.create(
                SECTION,
                Starter.in(Starter.speaking(locale == null ? "" : locale)),
                typed,
                slug -> URI.create("/console/t/" + slug + "/messengers"),
                this::page);
    }

    private TemplateInstance page(Form form) {
        return Templates.create(pages.page(), form, Zones.ALL);
    }

    /** What a database can compare. */
    private static String searchable(String text) {
        if (text == null) {
            return "";
        }
        var clean = text.replace("\0", "").strip();
        return clean.substring(0, Math.min(clean.length(), LONGEST_SEARCH));
    }
}
