package dev.offhook.tenant.clients;

import java.util.List;
import java.util.Optional;

import dev.offhook.events.TenantConfiguration.Channel;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What to paste at the providers, see docs/webhooks.md. */
@RegisterForReflection
public record WebhookAddresses(String tenant, List<ChannelAddresses> channels) {

    /** The addresses of one channel. */
    @RegisterForReflection
    public record ChannelAddresses(Channel.Kind kind, boolean enabled, List<String> numbers, List<Address> addresses) {}

    /**
     * One address.
     *
     * @param name what it is for, e.g. {@code voice}
     * @param field the field of the provider's console
     * @param url the address for all tenants
     * @param tenantUrl the same under the tenant's own path; either works
     */
    @RegisterForReflection
    public record Address(String name, String field, String method, String url, String tenantUrl) {}

    /** The address of a channel for a purpose. */
    public Optional<Address> address(Channel.Kind kind, String name) {
        return channels.stream()
                .filter(channel -> channel.kind() == kind)
                .flatMap(channel -> channel.addresses().stream())
                .filter(address -> address.name().equals(name))
                .findFirst();
    }
}
