package dev.offhook.tenant.console.settings;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Function;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.offhook.events.EventJson;
import dev.offhook.kit.access.Access;
import dev.offhook.tenant.configuration.InvalidTenantException;
import dev.offhook.tenant.configuration.StoredTenant;
import dev.offhook.tenant.configuration.TenantChanges;
import dev.offhook.tenant.console.Flash;
import dev.offhook.tenant.console.PageContext;
import dev.offhook.tenant.console.form.Editing;
import dev.offhook.tenant.console.form.FaultTexts;
import dev.offhook.tenant.console.form.Part;
import dev.offhook.tenant.console.form.Section;
import dev.offhook.tenant.rules.BlockReader;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.yaml.snakeyaml.error.YAMLException;

/** A whole tenant as one YAML file, without its secrets: out and in. */
@Path("/console/t/{slug}/settings")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class FilePage {
    private static final int INVALID = 422;
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    private final SettingsView view;
    private final Editing editing;
    private final TenantChanges changes;
    private final PageContext pages;
    private final Access access;

    FilePage(SettingsView view, Editing editing, TenantChanges changes, PageContext pages, Access access) {
        this.view = view;
        this.editing = editing;
        this.changes = changes;
        this.pages = pages;
        this.access = access;
    }

    /** The file. */
    @GET
    @Path("/export")
    public Response export(String slug) throws JsonProcessingException {
        var document = editing.read(slug).document();
        return Response.ok(YAML.writeValueAsString(EventJson.mapper().<JsonNode>valueToTree(document)))
                .type("application/yaml")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + slug + ".yaml\"")
                .build();
    }

    /** Replaces the tenant by a file; the plan only for a platform admin. */
    @POST
    @Path("/import")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response imported(String slug, @RestForm("file") FileUpload file) throws IOException {
        access.mayChange(slug);
        var tenant = editing.read(slug);
        if (file == null || file.size() == 0) {
            return refused(tenant, List.of(say(SettingsMessages::importEmpty)));
        }
        try {
            var tree = BlockReader.YAML.readTree(Files.readAllBytes(file.uploadedFile()));
            var list = tree.path("tenants");
            var block = BlockReader.read(list.size() == 1 ? list.get(0) : tree);
            if (!block.secrets().isEmpty()) {
                return refused(tenant, List.of(say(SettingsMessages::importSecrets)));
            }
            var document = block.document();
            if (document.plan() == null || !access.seesAll()) {
                document = document.withPlan(tenant.document().plan());
            }
            changes.replace(slug, tenant.revision(), document, editing.by());
        } catch (InvalidTenantException e) {
            return refused(
                    tenant,
                    e.faults().stream()
                            .map(fault -> (fault.field().isEmpty() ? "" : fault.field() + ": ")
                                    + FaultTexts.of(fault, pages.language()))
                            .toList());
        } catch (JsonProcessingException | YAMLException e) {
            return refused(tenant, List.of(say(SettingsMessages::importBroken)));
        }
        pages.flash(Flash.IMPORTED);
        return Response.seeOther(URI.create("/console/t/" + slug + "/settings")).build();
    }

    private Response refused(StoredTenant tenant, List<String> errors) {
        var section = Section.ofDocument(List.of(
                Part.text("name"), Part.text("locale"), Part.text("timeZone"), Part.text("voice"), Part.text("plan")));
        return Response.status(INVALID)
                .entity(view.page(tenant.document().slug(), editing.form(tenant, section), null, null, errors))
                .build();
    }

    private String say(Function<SettingsMessages, String> message) {
        return message.apply(MessageBundles.get(
                SettingsMessages.class, Localized.Literal.of(pages.language().code())));
    }
}
