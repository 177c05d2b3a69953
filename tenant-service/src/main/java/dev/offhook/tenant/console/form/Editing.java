package dev.offhook.tenant.console.form;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offhook.events.EventJson;
import dev.offhook.kit.access.Access;
import dev.offhook.tenant.configuration.Change;
import dev.offhook.tenant.configuration.Fault;
import dev.offhook.tenant.configuration.InvalidTenantException;
import dev.offhook.tenant.configuration.Origin;
import dev.offhook.tenant.configuration.StaleRevisionException;
import dev.offhook.tenant.configuration.StoredTenant;
import dev.offhook.tenant.configuration.TenantChanges;
import dev.offhook.tenant.configuration.TenantDirectory;
import dev.offhook.tenant.console.Flash;
import dev.offhook.tenant.console.PageContext;
import dev.offhook.tenant.console.form.Part.Rows;
import dev.offhook.tenant.rules.BlockReader;
import io.quarkus.qute.TemplateInstance;

/**
 * Shows sections of a tenant as forms, and saves what comes back. What a form does not show stays as it is. Nothing that
 * was typed is lost: what is wrong comes back with the reason beside it, and so does what somebody else changed meanwhile.
 */
@RequestScoped
public class Editing {
    private static final int INVALID = 422;

    private final Access access;
    private final PageContext pages;
    private final TenantDirectory directory;
    private final TenantChanges changes;

    Editing(Access access, PageContext pages, TenantDirectory directory, TenantChanges changes) {
        this.access = access;
        this.pages = pages;
        this.directory = directory;
        this.changes = changes;
    }

    /** The tenant, for one who may read it. */
    public StoredTenant read(String slug) {
        return directory.find(access.mayRead(slug)).orElseThrow(() -> Access.noSuchTenant(slug));
    }

    /** A form of what is saved. */
    public Form form(StoredTenant tenant, Section section) {
        var values = new Sheet(section).shown(tree(tenant));
        return new Form(section, values, null, Map.of(), List.of(), tenant.revision(), Sheet.fingerprint(values), null);
    }

    /** Who changes tenants here. */
    public Change by() {
        return new Change(access.subject(), Origin.CONSOLE);
    }

    /**
     * Saves what a browser sent, or does what a button of a list says.
     *
     * @param typed the form: its inputs, {@code revision}, {@code base}, and {@code do} of such a button
     * @param page shows the form again where it was not saved
     * @return 303 to {@code next} when it was saved, else the page: 200 after such a button, 409 when somebody else saved
     *     first, 422 when something is wrong
     */
    public Response save(
            String slug,
            Section section,
            MultivaluedMap<String, String> typed,
            URI next,
            Function<Form, TemplateInstance> page) {
        access.mayChange(slug);
        var stored = read(slug);
        var sheet = new Sheet(section);
        var values = sheet.typed(typed);
        long revision = revision(typed, stored);
        var base = typed.getFirst("base");
        if (typed.containsKey("do")) {
            var changed = new Form(
                    section, values.after(typed.getFirst("do")), null, Map.of(), List.of(), revision, base, null);
            return Response.ok(page.apply(changed)).build();
        }
        var document = tree(stored);
        var unfit = sheet.write(values, document);
        if (!unfit.isEmpty()) {
            return invalid(page, section, values, document, unfit, revision, base);
        }
        // What was changed elsewhere in the tenant is no conflict with this form.
        if (Sheet.fingerprint(sheet.shown(tree(stored))).equals(base)) {
            revision = stored.revision();
        }
        try {
            changes.replace(slug, revision, BlockReader.read(document).document(), by());
        } catch (InvalidTenantException e) {
            return invalid(page, section, values, document, e.faults(), revision, base);
        } catch (StaleRevisionException e) {
            return stale(page, slug, section, values, e.current());
        }
        pages.flash(Flash.SAVED);
        return Response.seeOther(next).build();
    }

    /** A form of a tenant that does not exist yet. */
    public Form form(ObjectNode document, Section section) {
        return new Form(section, new Sheet(section).shown(document), null, Map.of(), List.of(), 0, "", null);
    }

    /**
     * Creates a tenant of what a browser sent.
     *
     * @param document what it begins with
     * @param next where the browser is sent, by slug
     * @param page shows the form again where something is wrong
     * @return 303 or 422, as {@link #save}
     */
    public Response create(
            Section section,
            ObjectNode document,
            MultivaluedMap<String, String> typed,
            Function<String, URI> next,
            Function<Form, TemplateInstance> page) {
        access.requirePlatformAdmin();
        var sheet = new Sheet(section);
        var values = sheet.typed(typed);
        var unfit = sheet.write(values, document);
        if (!unfit.isEmpty()) {
            return invalid(page, section, values, document, unfit, 0, "");
        }
        try {
            var created = changes.create(BlockReader.read(document).document(), by());
            pages.flash(Flash.CREATED);
            return Response.seeOther(next.apply(created.document().slug())).build();
        } catch (InvalidTenantException e) {
            return invalid(page, section, values, document, e.faults(), 0, "");
        }
    }

    private Response invalid(
            Function<Form, TemplateInstance> page,
            Section section,
            Values values,
            ObjectNode document,
            List<Fault> faults,
            long revision,
            String base) {
        var errors = new LinkedHashMap<String, List<String>>();
        var elsewhere = new ArrayList<String>();
        for (var fault : faults) {
            var text = FaultTexts.of(fault, pages.language());
            var owner = owner(section, values, document, fault.field());
            if (owner == null) {
                var line = fault.field().isEmpty() ? text : fault.field() + ": " + text;
                if (!elsewhere.contains(line)) {
                    elsewhere.add(line);
                }
            } else {
                errors.computeIfAbsent(owner, nothing -> new ArrayList<>()).add(text);
            }
        }
        var form = new Form(section, values, null, errors, elsewhere, revision, base, null);
        return Response.status(INVALID).entity(page.apply(form)).build();
    }

    private Response stale(
            Function<Form, TemplateInstance> page, String slug, Section section, Values values, StoredTenant current) {
        var theirs = new Sheet(section).shown(tree(current));
        var last = directory.audit(slug, null, 1).entries();
        var conflict = last.isEmpty()
                ? new Conflict(null, current.updatedAt())
                : new Conflict(last.getFirst().author(), last.getFirst().at());
        var form = new Form(
                section, values, theirs, Map.of(), List.of(), current.revision(), Sheet.fingerprint(theirs), conflict);
        return Response.status(Status.CONFLICT).entity(page.apply(form)).build();
    }

    /** The input that a fault belongs to: its own, or that of the list that it is in; null when none shows it. */
    private static String owner(Section section, Values values, ObjectNode document, String path) {
        var name = section.name(document, path);
        if (name == null) {
            // What does not fit is told with the input's own name.
            name = path;
        }
        for (var candidate : names(section, values)) {
            if (name.equals(candidate) || name.startsWith(candidate + "[") && !isRow(section, candidate)) {
                return candidate;
            }
        }
        return null;
    }

    private static List<String> names(Section section, Values values) {
        var names = new ArrayList<String>();
        for (var part : section.parts()) {
            if (part instanceof Rows rows) {
                for (int i = 0; i < values.list(rows.name()).size(); i++) {
                    var prefix = rows.name() + "[" + i + "].";
                    rows.cells().forEach(cell -> names.add(prefix + cell.name()));
                }
            }
            names.add(part.name());
        }
        return names;
    }

    private static boolean isRow(Section section, String name) {
        return section.parts().stream()
                .anyMatch(part -> part instanceof Rows && part.name().equals(name));
    }

    private static long revision(MultivaluedMap<String, String> typed, StoredTenant stored) {
        try {
            return Long.parseLong(String.valueOf(typed.getFirst("revision")));
        } catch (NumberFormatException e) {
            // No revision is no knowledge of what is replaced: a conflict.
            return -stored.revision();
        }
    }

    private static ObjectNode tree(StoredTenant tenant) {
        return EventJson.mapper().valueToTree(tenant.document());
    }
}
