package dev.offhook.webhook.setup;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.webhook.ingress.IngressConfiguration;
import dev.offhook.webhook.setup.WebhookAddresses.Address;
import dev.offhook.webhook.setup.WebhookAddresses.ChannelAddresses;

/** Knows which of our addresses goes into which field of a provider's console. */
@ApplicationScoped
class WebhookAddressBook {
    /**
     * Twilio's connection overrides, read by Twilio and never sent: two tries more when the connection fails or we
     * answer 5xx, each soon enough for all to fit into Twilio's 15 s. What is posted twice has one effect.
     */
    static final String OVERRIDES = "#ct=2000&rt=15000&tt=15000&rc=2&rp=ct,5xx";

    private final IngressConfiguration ingress;

    WebhookAddressBook(IngressConfiguration ingress) {
        this.ingress = ingress;
    }

    /** The addresses of a tenant's channels. */
    WebhookAddresses of(TenantConfiguration tenant) {
        return new WebhookAddresses(
                tenant.slug(),
                tenant.channels().stream()
                        .map(channel -> new ChannelAddresses(
                                channel.kind(),
                                channel.enabled(),
                                channel.numbers(),
                                addresses(tenant.slug(), channel.kind())))
                        .toList());
    }

    private List<Address> addresses(String slug, Channel.Kind kind) {
        return switch (kind) {
            case TWILIO_VOICE ->
                List.of(
                        post(slug, "voice", "A call comes in", "/webhook/call" + OVERRIDES),
                        post(slug, "fallback", "Primary handler fails", "/webhook/fallback"),
                        post(slug, "status", "Call status changes", "/webhook/status" + OVERRIDES),
                        socket(slug, "relay", "none; our own <ConversationRelay> names it", "/webhook/relay"));
            case TWILIO_SMS ->
                List.of(
                        post(slug, "messaging", "A message comes in", "/webhook/sms" + OVERRIDES),
                        post(
                                slug,
                                "message-status",
                                "none; sent along with each message, or the Messaging Service's delivery status callback",
                                "/webhook/sms-status" + OVERRIDES));
            case VOXIMPLANT_VOICE ->
                List.of(
                        post(slug, "scenario", "none; the generated scenario posts there", "/webhook/voximplant"),
                        socket(
                                slug,
                                "stream",
                                "none; the generated scenario opens it and adds the call",
                                "/webhook/voximplant/stream?tenant=" + slug),
                        post(slug, "account", "Account callbacks", "/webhook/voximplant/account"));
            case VOXIMPLANT_SMS ->
                List.of(post(
                        slug,
                        "account",
                        "Account callbacks, or the number's incoming SMS callback",
                        "/webhook/voximplant/account"));
        };
    }

    private Address post(String slug, String name, String field, String path) {
        return new Address(name, field, "POST", ingress.publicUrl(path), ingress.publicUrl(under(slug, path)));
    }

    private Address socket(String slug, String name, String field, String path) {
        return new Address(name, field, "GET", socketUrl(path), socketUrl(under(slug, path)));
    }

    private String socketUrl(String path) {
        return ingress.publicUrl(path).replaceFirst("^http", "ws");
    }

    private static String under(String slug, String path) {
        return "/t/" + slug + path;
    }
}
