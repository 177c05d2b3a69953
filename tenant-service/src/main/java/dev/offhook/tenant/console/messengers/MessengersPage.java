package dev.offhook.tenant.console.messengers;

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

import dev.offhook.events.TenantConfiguration.Channel.Kind;
import dev.offhook.events.TenantConfiguration.Plan;
import dev.offhook.kit.problem.ProblemException;
import dev.offhook.tenant.configuration.StoredTenant;
import dev.offhook.tenant.console.Page;
import dev.offhook.tenant.console.PageContext;
import dev.offhook.tenant.console.Tab;
import dev.offhook.tenant.console.form.Editing;
import dev.offhook.tenant.console.form.Form;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;

/** How people reach a tenant: a card for each kind of channel, each a form of its own. */
@Path("/console/t/{slug}/messengers")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class MessengersPage {
    private static final List<Kind> ORDER =
            List.of(Kind.VOXIMPLANT_VOICE, Kind.TWILIO_VOICE, Kind.VOXIMPLANT_SMS, Kind.TWILIO_SMS);

    private final PageContext pages;
    private final Editing editing;

    MessengersPage(PageContext pages, Editing editing) {
        this.pages = pages;
        this.editing = editing;
    }

    /**
     * One card.
     *
     * @param kind of the channel
     * @param form its inputs
     * @param voice whether it carries calls
     * @param voximplant whether it is one of Voximplant's
     * @param planMissing whether callers are refused because of the tenant's plan
     */
    public record Card(Kind kind, Form form, boolean voice, boolean voximplant, boolean planMissing) {

        /** Its HTML id, e.g. {@code voximplant-voice}. */
        public String id() {
            return kind.id();
        }
    }

    @CheckedTemplate(basePath = "console/messengers")
    static class Templates {
        private Templates() {}

        static native TemplateInstance messengers(Page page, List<Card> cards);
    }

    /** The cards. */
    @GET
    public TemplateInstance cards(String slug) {
        return page(slug, editing.read(slug), null, null);
    }

    /** Saves one card; the field {@code kind} says which. */
    @POST
    public Response save(String slug, MultivaluedMap<String, String> typed) {
        var kind = Stream.of(Kind.values())
                .filter(one -> one.id().equals(typed.getFirst("kind")))
                .findFirst()
                .orElseThrow(() -> ProblemException.badRequest("kind", "there is no such kind of channel"));
        return editing.save(
                slug,
                new ChannelSection(kind),
                typed,
                URI.create("/console/t/" + slug + "/messengers#" + kind.id()),
                form -> page(slug, editing.read(slug), kind, form));
    }

    private TemplateInstance page(String slug, StoredTenant tenant, Kind typedKind, Form typed) {
        var free = tenant.document().plan() == Plan.FREE;
        var cards = ORDER.stream()
                .map(kind -> {
                    var section = new ChannelSection(kind);
                    var form = kind == typedKind ? typed : editing.form(tenant, section);
                    return new Card(kind, form, section.isVoice(), section.isVoximplant(), free && section.isVoice());
                })
                .toList();
        return Templates.messengers(pages.page(slug, Tab.MESSENGERS), cards);
    }
}
