package dev.offhook.tenant.console.assistant;

import java.net.URI;
import java.util.List;

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
import dev.offhook.tenant.console.form.CellType;
import dev.offhook.tenant.console.form.Editing;
import dev.offhook.tenant.console.form.Form;
import dev.offhook.tenant.console.form.Part;
import dev.offhook.tenant.console.form.Section;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;

/** What the assistant says, knows and finds out. */
@Path("/console/t/{slug}/assistant")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class AssistantPage {
    private static final Section SECTION = Section.at(
            "assistant",
            List.of(
                    Part.text("greeting"),
                    Part.text("instructions"),
                    Part.text("handoff"),
                    Part.cell("noMatch", CellType.LINES),
                    Part.text("phrases.silent"),
                    Part.cell("phrases.fillers", CellType.LINES),
                    Part.text("phrases.fallback"),
                    Part.text("phrases.lastResort"),
                    Part.text("phrases.voiceNotInPlan"),
                    Part.text("phrases.channelOff"),
                    Part.text("phrases.recorded"),
                    new Part.Rows(
                            "knowledge",
                            "id",
                            List.of(
                                    cell("id", CellType.TEXT),
                                    cell("questions", CellType.LINES),
                                    cell("answer", CellType.TEXT),
                                    cell("asks", CellType.TEXT))),
                    new Part.Rows(
                            "rules",
                            "id",
                            List.of(
                                    cell("id", CellType.TEXT),
                                    cell("when", CellType.LINES),
                                    cell("say", CellType.TEXT),
                                    cell("asked", CellType.TEXT),
                                    cell("asks", CellType.TEXT),
                                    cell("hangUp", CellType.FLAG))),
                    new Part.Rows(
                            "fields",
                            "name",
                            List.of(cell("name", CellType.TEXT), cell("description", CellType.TEXT)))));

    private final PageContext pages;
    private final Editing editing;

    AssistantPage(PageContext pages, Editing editing) {
        this.pages = pages;
        this.editing = editing;
    }

    @CheckedTemplate(basePath = "console/assistant")
    static class Templates {
        private Templates() {}

        static native TemplateInstance assistant(Page page, Form form);
    }

    /** The form. */
    @GET
    public TemplateInstance form(String slug) {
        return Templates.assistant(pages.page(slug, Tab.ASSISTANT), editing.form(editing.read(slug), SECTION));
    }

    /** Saves it. */
    @POST
    public Response save(String slug, MultivaluedMap<String, String> typed) {
        return editing.save(
                slug,
                SECTION,
                typed,
                URI.create("/console/t/" + slug + "/assistant"),
                form -> Templates.assistant(pages.page(slug, Tab.ASSISTANT), form));
    }

    private static Part.Cell cell(String name, CellType type) {
        return new Part.Cell(name, type);
    }
}
