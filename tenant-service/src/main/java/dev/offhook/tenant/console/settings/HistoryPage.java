package dev.offhook.tenant.console.settings;

import java.net.URI;
import java.util.List;

import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

import dev.offhook.kit.access.Access;
import dev.offhook.tenant.configuration.AuditPage;
import dev.offhook.tenant.configuration.InvalidTenantException;
import dev.offhook.tenant.configuration.StaleRevisionException;
import dev.offhook.tenant.configuration.StoredTenant;
import dev.offhook.tenant.configuration.TenantChanges;
import dev.offhook.tenant.configuration.TenantDirectory;
import dev.offhook.tenant.configuration.VersionPage;
import dev.offhook.tenant.console.Flash;
import dev.offhook.tenant.console.Page;
import dev.offhook.tenant.console.PageContext;
import dev.offhook.tenant.console.Tab;
import dev.offhook.tenant.console.form.Editing;
import dev.offhook.tenant.console.form.FaultTexts;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.jboss.resteasy.reactive.RestQuery;

/** What became of a tenant: its versions, each with what it changed, and who did what. */
@Path("/console/t/{slug}/settings")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class HistoryPage {
    private static final int VERSIONS = 20;
    private static final int ENTRIES = 100;
    private static final int INVALID = 422;

    private final PageContext pages;
    private final Editing editing;
    private final TenantDirectory directory;
    private final TenantChanges changes;
    private final Access access;

    HistoryPage(PageContext pages, Editing editing, TenantDirectory directory, TenantChanges changes, Access access) {
        this.pages = pages;
        this.editing = editing;
        this.directory = directory;
        this.changes = changes;
        this.access = access;
    }

    /**
     * Why a version did not come back.
     *
     * @param stale whether somebody changed the tenant meanwhile
     * @param errors what would be wrong with it, in the reader's language
     */
    public record Refused(boolean stale, List<String> errors) {}

    @CheckedTemplate(basePath = "console/settings")
    static class Templates {
        private Templates() {}

        static native TemplateInstance versions(Page page, StoredTenant tenant, VersionPage versions, Refused refused);

        static native TemplateInstance audit(Page page, AuditPage audit);
    }

    /** The versions, the newest first. {@code before}: only older ones. */
    @GET
    @Path("/versions")
    public TemplateInstance versions(String slug, @RestQuery Long before) {
        return versions(slug, before, null);
    }

    /** Brings a version back, as a new one. */
    @POST
    @Path("/versions")
    public Response rollBack(String slug, @FormParam("version") long version, @FormParam("revision") long revision) {
        access.mayChange(slug);
        editing.read(slug);
        try {
            changes.rollBack(slug, revision, version, editing.by());
        } catch (StaleRevisionException e) {
            return Response.status(Status.CONFLICT)
                    .entity(versions(slug, null, new Refused(true, List.of())))
                    .build();
        } catch (InvalidTenantException e) {
            var errors = e.faults().stream()
                    .map(fault -> fault.field() + ": " + FaultTexts.of(fault, pages.language()))
                    .toList();
            return Response.status(INVALID)
                    .entity(versions(slug, null, new Refused(false, errors)))
                    .build();
        }
        pages.flash(Flash.ROLLED_BACK);
        return Response.seeOther(URI.create("/console/t/" + slug + "/settings/versions"))
                .build();
    }

    /** Who did what, the newest first. {@code before}: only older entries. */
    @GET
    @Path("/audit")
    public TemplateInstance audit(String slug, @RestQuery Long before) {
        editing.read(slug);
        return Templates.audit(pages.page(slug, Tab.SETTINGS), directory.audit(slug, before, ENTRIES));
    }

    private TemplateInstance versions(String slug, Long before, Refused refused) {
        var tenant = editing.read(slug);
        return Templates.versions(
                pages.page(slug, Tab.SETTINGS), tenant, directory.versions(slug, before, VERSIONS), refused);
    }
}
