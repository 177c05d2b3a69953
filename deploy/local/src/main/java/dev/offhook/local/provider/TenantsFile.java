package dev.offhook.local.provider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.offhook.events.EventJson;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;

/**
 * The tenants that the local stack imports, with their secrets in clear: what a provider has to know to call them.
 *
 * @param tenants in the order of the file
 */
public record TenantsFile(List<TenantConfiguration> tenants) {

    /**
     * Reads the file.
     *
     * @throws UncheckedIOException when it is not there or does not read
     */
    public static TenantsFile read(Path file) {
        try {
            return EventJson.mapper().treeToValue(new YAMLMapper().readTree(file.toFile()), TenantsFile.class);
        } catch (IOException e) {
            throw new UncheckedIOException("the tenants cannot be read: " + file, e);
        }
    }

    /**
     * The tenant of this slug.
     *
     * @throws IllegalArgumentException when there is none; the message names those there are
     */
    public TenantConfiguration tenant(String slug) {
        return tenants.stream()
                .filter(tenant -> tenant.slug().equals(slug))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no tenant is named '" + slug + "'; there are "
                        + tenants.stream().map(TenantConfiguration::slug).collect(Collectors.joining(", "))));
    }

    /** The tenant that has this number on a channel of this kind. */
    public Optional<TenantConfiguration> withNumber(Channel.Kind kind, String number) {
        return tenants.stream()
                .filter(tenant -> tenant.channel(kind)
                        .filter(channel -> channel.numbers().contains(number))
                        .isPresent())
                .findFirst();
    }
}
