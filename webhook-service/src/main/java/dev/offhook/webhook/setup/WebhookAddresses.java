package dev.offhook.webhook.setup;

import java.util.List;

import dev.offhook.events.TenantConfiguration.Channel;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What to paste where, for every channel of a tenant. No secret: what proves a request is not in its address.
 *
 * @param tenant the slug
 * @param channels in the tenant's own order
 */
@RegisterForReflection
public record WebhookAddresses(String tenant, List<ChannelAddresses> channels) {

    /**
     * The addresses of one channel.
     *
     * @param kind which provider, voice or text
     * @param enabled the channel's switch
     * @param numbers the numbers that get these addresses, E.164
     * @param addresses one for each of the provider's fields
     */
    @RegisterForReflection
    public record ChannelAddresses(Channel.Kind kind, boolean enabled, List<String> numbers, List<Address> addresses) {}

    /**
     * One address.
     *
     * @param name what it is for: lower case, hyphens
     * @param field the field of the provider's console, or who else uses the address
     * @param method {@code POST}, or {@code GET} for a socket's handshake
     * @param url the address for all tenants
     * @param tenantUrl the same address under the tenant's own path; either works
     */
    @RegisterForReflection
    public record Address(String name, String field, String method, String url, String tenantUrl) {}
}
