package dev.offhook.tenant.console.connect;

import java.util.ArrayList;
import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.kit.access.Access;
import dev.offhook.kit.problem.ProblemException;
import dev.offhook.tenant.clients.Asked;
import dev.offhook.tenant.clients.Asked.Answered;
import dev.offhook.tenant.clients.Asked.Failed;
import dev.offhook.tenant.clients.WebhookAddresses;
import dev.offhook.tenant.clients.WebhookAddresses.ChannelAddresses;
import dev.offhook.tenant.clients.Webhooks;
import dev.offhook.tenant.configuration.Tenant;
import dev.offhook.tenant.console.Page;
import dev.offhook.tenant.console.PageContext;
import dev.offhook.tenant.console.Tab;
import dev.offhook.tenant.console.words.Words;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.jspecify.annotations.Nullable;

/** What to paste at the providers, and what is wrong there. */
@Path("/console/t/{slug}/connect")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class ConnectPage {
    private final PageContext pages;
    private final Webhooks webhooks;
    private final ChannelCheck check;

    ConnectPage(PageContext pages, Webhooks webhooks, ChannelCheck check) {
        this.pages = pages;
        this.webhooks = webhooks;
        this.check = check;
    }

    @CheckedTemplate(basePath = "console/connect")
    static class Templates {
        private Templates() {}

        static native TemplateInstance connect(Page page, View view);

        static native TemplateInstance findings(Page page, String kind, List<FoundWords.Line> findings);
    }

    /**
     * The page.
     *
     * @param scenario of Voximplant; null where there is none
     * @param mode of the scenario
     */
    record View(
            List<String> notices,
            List<Shown> channels,
            @Nullable String scenario,
            String mode) {}

    /**
     * A channel.
     *
     * @param kind its name in addresses
     * @param findings null when nobody has asked for them
     */
    record Shown(
            String kind,
            String name,
            boolean enabled,
            List<String> numbers,
            List<WebhookAddresses.Address> addresses,
            @Nullable List<FoundWords.Line> findings) {}

    /**
     * The page.
     *
     * @param asked a channel that is to be checked at once; for browsers without scripts
     * @param mode {@code greeting} for the short scenario
     */
    @GET
    public TemplateInstance connect(
            @PathParam("slug") String slug,
            @QueryParam("check") @Nullable String asked,
            @QueryParam("mode") @Nullable String mode) {
        var page = pages.page(slug, Tab.CONNECT);
        var words = Words.of(page);
        var tenant = tenant(slug);
        var notices = new ArrayList<String>();
        WebhookAddresses addresses = ours(slug, words, notices);
        var channels = tenant.channels().stream()
                .map(channel -> new Shown(
                        channel.kind().id(),
                        words.t().channel(channel.kind()),
                        channel.enabled(),
                        channel.numbers(),
                        addressesOf(channel, addresses),
                        channel.kind().id().equals(asked) ? findings(tenant, channel, addresses, words) : null))
                .toList();
        String shownMode = "greeting".equals(mode) ? "greeting" : "voice";
        boolean voximplant = tenant.channel(Channel.Kind.VOXIMPLANT_VOICE).isPresent() && addresses != null;
        String scenario = voximplant
                ? switch (webhooks.scenario(slug, shownMode)) {
                    case Answered<String>(String script) -> script;
                    case Failed<String> failed -> {
                        notices.add(words.notice(failed));
                        yield null;
                    }
                }
                : null;
        return Templates.connect(page, new View(notices, channels, scenario, shownMode));
    }

    /** What is wrong with a channel, as a piece of the page. */
    @GET
    @Path("/check/{kind}")
    public TemplateInstance check(@PathParam("slug") String slug, @PathParam("kind") String kind) {
        var page = pages.page(slug, Tab.CONNECT);
        var words = Words.of(page);
        var tenant = tenant(slug);
        var channel = tenant.channels().stream()
                .filter(one -> one.kind().id().equals(kind))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("kind", "this tenant has no channel '" + kind + "'"));
        return Templates.findings(page, kind, findings(tenant, channel, ours(slug, words, new ArrayList<>()), words));
    }

    private List<FoundWords.Line> findings(
            TenantConfiguration tenant, Channel channel, @Nullable WebhookAddresses addresses, Words words) {
        var worded = new FoundWords(words);
        return check.check(tenant, channel, addresses).stream()
                .map(worded::line)
                .toList();
    }

    private @Nullable WebhookAddresses ours(String slug, Words words, List<String> notices) {
        Asked<WebhookAddresses> asked = webhooks.addresses(slug);
        return switch (asked) {
            case Answered<WebhookAddresses>(WebhookAddresses answer) -> answer;
            case Failed<WebhookAddresses> failed -> {
                notices.add(words.notice(failed));
                yield null;
            }
        };
    }

    private static List<WebhookAddresses.Address> addressesOf(Channel channel, @Nullable WebhookAddresses addresses) {
        return addresses == null
                ? List.of()
                : addresses.channels().stream()
                        .filter(one -> one.kind() == channel.kind())
                        .map(ChannelAddresses::addresses)
                        .findFirst()
                        .orElse(List.of());
    }

    private static TenantConfiguration tenant(String slug) {
        return Tenant.<Tenant>findByIdOptional(slug)
                .map(tenant -> tenant.configuration)
                .orElseThrow(() -> Access.noSuchTenant(slug));
    }
}
