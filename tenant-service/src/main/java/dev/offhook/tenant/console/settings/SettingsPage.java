package dev.offhook.tenant.console.settings;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import dev.offhook.kit.access.Access;
import dev.offhook.tenant.configuration.InvalidTenantException;
import dev.offhook.tenant.configuration.TenantChanges;
import dev.offhook.tenant.console.Flash;
import dev.offhook.tenant.console.PageContext;
import dev.offhook.tenant.console.form.Editing;
import dev.offhook.tenant.console.form.FaultTexts;
import dev.offhook.tenant.console.form.Form;
import dev.offhook.tenant.console.form.Part;
import dev.offhook.tenant.console.form.Section;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;

/** A tenant's name, plan, language, zone and voice; its secrets; and its end. */
@Path("/console/t/{slug}/settings")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class SettingsPage {
    private static final List<Part> PARTS =
            List.of(Part.text("name"), Part.text("locale"), Part.text("timeZone"), Part.text("voice"));
    private static final int INVALID = 422;

    private final SettingsView view;
    private final Editing editing;
    private final TenantChanges changes;
    private final PageContext pages;
    private final Access access;

    SettingsPage(SettingsView view, Editing editing, TenantChanges changes, PageContext pages, Access access) {
        this.view = view;
        this.editing = editing;
        this.changes = changes;
        this.pages = pages;
        this.access = access;
    }

    /** The page. */
    @GET
    public TemplateInstance form(String slug) {
        return view.page(slug, form(slug, section()), null, null);
    }

    /** Saves the general settings; the plan too for a platform admin. */
    @POST
    public Response save(String slug, MultivaluedMap<String, String> typed) {
        return editing.save(slug, section(), typed, settings(slug, ""), form -> view.page(slug, form, null, null));
    }

    /** Sets, replaces or removes a secret; the value never comes back. */
    @POST
    @Path("/secrets")
    public Response secret(
            String slug,
            @FormParam("name") String name,
            @FormParam("value") String value,
            @FormParam("do") String what) {
        access.mayChange(slug);
        var secret = name == null ? "" : name.strip();
        try {
            if ("remove".equals(what)) {
                changes.removeSecret(slug, secret, editing.by());
                pages.flash(Flash.SECRET_REMOVED);
            } else {
                changes.setSecret(slug, secret, value == null ? "" : value.strip(), editing.by());
                pages.flash(Flash.SECRET_SET);
            }
        } catch (InvalidTenantException e) {
            var errors = new SecretErrors(
                    secret,
                    e.faults().stream()
                            .map(fault -> FaultTexts.of(fault, pages.language()))
                            .distinct()
                            .toList());
            return Response.status(INVALID)
                    .entity(view.page(slug, form(slug, section()), errors, null))
                    .build();
        }
        return Response.seeOther(settings(slug, "#secrets")).build();
    }

    /** Reloading a page that said what was wrong with a secret shows the page. */
    @GET
    @Path("/secrets")
    public Response secrets(String slug) {
        return Response.seeOther(settings(slug, "#secrets")).build();
    }

    /** Deletes the tenant, for a platform admin who has typed its slug. */
    @POST
    @Path("/delete")
    public Response delete(String slug, @FormParam("confirm") String confirm) {
        var tenant = editing.read(slug);
        access.requirePlatformAdmin();
        if (confirm == null || !confirm.strip().equals(slug)) {
            return Response.status(INVALID)
                    .entity(view.page(slug, form(slug, section()), null, confirm))
                    .build();
        }
        changes.delete(slug, tenant.revision(), editing.by());
        pages.flash(Flash.DELETED);
        return Response.seeOther(URI.create("/console")).build();
    }

    private Form form(String slug, Section section) {
        return editing.form(editing.read(slug), section);
    }

    private Section section() {
        var parts = new ArrayList<>(PARTS);
        if (access.seesAll()) {
            parts.add(Part.text("plan"));
        }
        return Section.ofDocument(parts);
    }

    private static URI settings(String slug, String anchor) {
        return URI.create("/console/t/" + slug + "/settings" + anchor);
    }
}
