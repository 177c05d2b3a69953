package dev.offhook.webhook.setup;

import java.util.List;

/** What a generated scenario does with a call. */
public enum ScenarioMode {
    /** The whole conversation. */
    VOICE(List.of("limits", "speech", "listening", "transports", "line", "actions", "voice")),
    /** The tenant's greeting, then the end of the call: needs nothing of ours. */
    GREETING(List.of("limits", "speech", "greeting"));

    private final List<String> parts;

    ScenarioMode(List<String> parts) {
        this.parts = parts;
    }

    /** The names of its parts below {@code /voxengine}, in the order in which they stand in the scenario. */
    List<String> parts() {
        return parts;
    }
}
