package dev.offhook.tenant.console.hours;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import dev.offhook.events.TenantConfiguration.Day;
import dev.offhook.events.TenantConfiguration.TransferTarget;
import dev.offhook.tenant.console.Page;
import dev.offhook.tenant.console.PageContext;
import dev.offhook.tenant.console.Tab;
import dev.offhook.tenant.console.form.Editing;
import dev.offhook.tenant.console.form.Form;
import dev.offhook.tenant.console.form.Section;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;

/** When a tenant is open, and what happens to calls when it is not. */
@Path("/console/t/{slug}/hours")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class HoursPage {
    private static final Section SECTION = new HoursSection();
    private static final List<OpenDay> DAYS = Stream.of(Day.values())
            .map(day -> new OpenDay(day, HoursSection.id(day)))
            .toList();

    private final PageContext pages;
    private final Editing editing;

    HoursPage(PageContext pages, Editing editing) {
        this.pages = pages;
        this.editing = editing;
    }

    /**
     * A day of the form.
     *
     * @param list the name of the list of its shifts
     */
    public record OpenDay(Day day, String list) {}

    @CheckedTemplate(basePath = "console/hours")
    static class Templates {
        private Templates() {}

        static native TemplateInstance hours(Page page, Form form, List<OpenDay> days, List<String> targets);
    }

    /** The form. */
    @GET
    public TemplateInstance form(String slug) {
        return page(slug, editing.form(editing.read(slug), SECTION));
    }

    /** Saves it. */
    @POST
    public Response save(String slug, MultivaluedMap<String, String> typed) {
        return editing.save(
                slug, SECTION, typed, URI.create("/console/t/" + slug + "/hours"), form -> page(slug, form));
    }

    private TemplateInstance page(String slug, Form form) {
        var targets = editing.read(slug).document().assistant().tools().transfers().stream()
                .map(TransferTarget::id)
                .toList();
        return Templates.hours(pages.page(slug, Tab.HOURS), form, DAYS, targets);
    }
}
