package dev.offhook.tenant.console.limits;

import java.net.URI;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import dev.offhook.tenant.console.Page;
import dev.offhook.tenant.console.PageContext;
import dev.offhook.tenant.console.Tab;
import dev.offhook.tenant.console.form.Editing;
import dev.offhook.tenant.console.form.Form;
import dev.offhook.tenant.console.form.Section;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;

/** What callers may cost, who is not answered, and how long conversations are kept. */
@Path("/console/t/{slug}/limits")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class LimitsPage {
    private static final Section SECTION = new LimitsSection();

    private final PageContext pages;
    private final Editing editing;

    LimitsPage(PageContext pages, Editing editing) {
        this.pages = pages;
        this.editing = editing;
    }

    @CheckedTemplate(basePath = "console/limits")
    static class Templates {
        private Templates() {}

        static native TemplateInstance limits(Page page, Form form);
    }

    /** The form. */
    @GET
    public TemplateInstance form(String slug) {
        return Templates.limits(pages.page(slug, Tab.LIMITS), editing.form(editing.read(slug), SECTION));
    }

    /** Saves it. */
    @POST
    public Response save(String slug, MultivaluedMap<String, String> typed) {
        return editing.save(
                slug,
                SECTION,
                typed,
                URI.create("/console/t/" + slug + "/limits"),
                form -> Templates.limits(pages.page(slug, Tab.LIMITS), form));
    }
}
