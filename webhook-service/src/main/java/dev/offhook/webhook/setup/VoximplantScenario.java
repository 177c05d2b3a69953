package dev.offhook.webhook.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.webhook.ingress.IngressConfiguration;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Writes VoxEngine scenarios: the parts below {@code /voxengine}, which are the same for everybody, behind one JSON
 * object of what is the tenant's.
 */
@ApplicationScoped
public class VoximplantScenario {
    private static final String WEBHOOK = "/webhook/voximplant";

    private final IngressConfiguration ingress;
    private final ScenarioConfiguration configuration;
    private final ObjectMapper json;
    private final Map<ScenarioMode, String> bodies = new EnumMap<>(ScenarioMode.class);

    VoximplantScenario(IngressConfiguration ingress, ScenarioConfiguration configuration, ObjectMapper json) {
        this.ingress = ingress;
        this.configuration = configuration;
        this.json = json;
        for (ScenarioMode mode : ScenarioMode.values()) {
            bodies.put(mode, body(mode));
        }
    }

    /**
     * A complete scenario, to be pasted as it is. Without a secret: the key of the signatures is read from VoxEngine's
     * secret {@code OFFHOOK_WEBHOOK_KEY}; without one the scenario posts unsigned.
     */
    public String of(TenantConfiguration tenant, ScenarioMode mode, Channel.Transport transport) {
        var settings = ScenarioSettings.of(tenant, transport, ingress.publicUrl(WEBHOOK), configuration);
        return """
                // Offhook: %s, mode %s. Generated: change the tenant's configuration and generate it again.
                require(Modules.ASR);

                // In a function of its own, since all scenarios of a rule share their names.
                (function () {
                "use strict";

                const TENANT = %s;

                %s
                })();
                """.formatted(tenant.slug(), mode.name().toLowerCase(Locale.ROOT), literal(settings), bodies.get(mode));
    }

    // JSON is JavaScript, but for two line ends; and what looks like a tag must not end a page that shows the scenario.
    private String literal(ScenarioSettings settings) {
        try {
            return json.writerWithDefaultPrettyPrinter()
                    .writeValueAsString(settings)
                    .replace("<", "\\u003c")
                    .replace(">", "\\u003e")
                    .replace("\u2028", "\\u2028")
                    .replace("\u2029", "\\u2029");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("settings are always JSON", e);
        }
    }

    private static String body(ScenarioMode mode) {
        var parts = new ArrayList<String>();
        for (String part : mode.parts()) {
            parts.add(resource("/voxengine/" + part + ".js"));
        }
        return String.join("\n", parts);
    }

    private static String resource(String name) {
        try (var stream = VoximplantScenario.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
