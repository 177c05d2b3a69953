package dev.offhook.dialogue.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.offhook.events.EventJson;
import dev.offhook.events.TenantConfiguration;

/** The demo tenants, read from the file that the local stack imports. */
public final class DemoTenants {
    private static final Path FILE = Path.of("..", "deploy", "local", "demo", "tenants.yaml");

    private DemoTenants() {}

    public static List<TenantConfiguration> all() {
        try (var reader = Files.newBufferedReader(FILE)) {
            var tenants = new ArrayList<TenantConfiguration>();
            for (JsonNode tenant : new YAMLMapper().readTree(reader).get("tenants")) {
                tenants.add(EventJson.mapper().convertValue(tenant, TenantConfiguration.class));
            }
            return tenants;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static TenantConfiguration named(String slug) {
        return all().stream()
                .filter(tenant -> tenant.slug().equals(slug))
                .findFirst()
                .orElseThrow();
    }
}
