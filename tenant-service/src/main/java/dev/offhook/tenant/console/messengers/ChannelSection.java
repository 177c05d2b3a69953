package dev.offhook.tenant.console.messengers;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offhook.events.TenantConfiguration.Channel.Kind;
import dev.offhook.tenant.console.form.CellType;
import dev.offhook.tenant.console.form.Part;
import dev.offhook.tenant.console.form.Section;

/** One channel of a tenant; it comes into being with the first thing that is typed into its card. */
record ChannelSection(Kind kind) implements Section {
    /** Stands for two fields of the document: who may post webhooks, and what a wrong signature does. */
    static final String WEBHOOKS = "webhooks";

    static final String SIGNED = "signed";
    static final String REPORT_ONLY = "report-only";
    static final String UNSIGNED = "unsigned";

    private static final String CHANNELS = "channels";
    private static final String SIGNATURES = "signatures";
    private static final String UNSIGNED_FIELD = "unsignedWebhooks";

    @Override
    public List<Part> parts() {
        var parts = new ArrayList<Part>(List.of(
                Part.cell("enabled", CellType.FLAG),
                Part.cell("numbers", CellType.PHONES),
                Part.text("account"),
                Part.text(WEBHOOKS)));
        if (isVoice()) {
            parts.addAll(List.of(
                    Part.text("greeting"),
                    Part.cell("recording", CellType.FLAG),
                    Part.cell("transfer", CellType.PHONE),
                    Part.cell("maxMinutes", CellType.WHOLE)));
        }
        if (isVoximplant()) {
            parts.addAll(List.of(Part.text("application"), Part.text("rule")));
        }
        return parts;
    }

    /** Whether it carries calls. */
    boolean isVoice() {
        return switch (kind) {
            case TWILIO_VOICE, VOXIMPLANT_VOICE -> true;
            case TWILIO_SMS, VOXIMPLANT_SMS -> false;
        };
    }

    /** Whether it is one of Voximplant's. */
    boolean isVoximplant() {
        return switch (kind) {
            case VOXIMPLANT_VOICE, VOXIMPLANT_SMS -> true;
            case TWILIO_VOICE, TWILIO_SMS -> false;
        };
    }

    @Override
    public ObjectNode open(ObjectNode document) {
        var channels = document.withArray(CHANNELS);
        int at = index(channels);
        var block = at < 0
                ? document.objectNode().put("kind", kind.id())
                : (ObjectNode) channels.get(at).deepCopy();
        block.put(WEBHOOKS, webhooks(block));
        return block;
    }

    @Override
    public void close(ObjectNode document, ObjectNode block) {
        var webhooks = block.path(WEBHOOKS).asText(SIGNED);
        block.remove(WEBHOOKS);
        block.put(UNSIGNED_FIELD, webhooks.equals(UNSIGNED));
        block.put(SIGNATURES, webhooks.equals(REPORT_ONLY) ? REPORT_ONLY : "enforce");
        var channels = document.withArray(CHANNELS);
        int at = index(channels);
        if (at >= 0) {
            channels.set(at, block);
        } else if (isFilledIn(block)) {
            channels.add(block);
        }
    }

    @Override
    public String name(ObjectNode document, String path) {
        var prefix = CHANNELS + "[" + index(document.withArray(CHANNELS)) + "].";
        if (!path.startsWith(prefix)) {
            return null;
        }
        var name = path.substring(prefix.length());
        return name.equals(UNSIGNED_FIELD) || name.equals(SIGNATURES) ? WEBHOOKS : name;
    }

    private static String webhooks(ObjectNode block) {
        if (block.path(UNSIGNED_FIELD).asBoolean()) {
            return UNSIGNED;
        }
        return block.path(SIGNATURES).asText().equals(REPORT_ONLY) ? REPORT_ONLY : SIGNED;
    }

    /** An untouched card of a channel that the tenant does not have makes none. */
    private boolean isFilledIn(ObjectNode block) {
        return parts().stream()
                .map(Part::name)
                .filter(name -> !name.equals(WEBHOOKS))
                .map(block::path)
                .anyMatch(value -> value.isBoolean()
                        ? value.asBoolean()
                        : !value.isMissingNode() && !value.isEmpty() || value.isTextual() || value.isNumber());
    }

    private int index(ArrayNode channels) {
        for (int i = 0; i < channels.size(); i++) {
            if (channels.get(i).path("kind").asText().equals(kind.id())) {
                return i;
            }
        }
        return -1;
    }
}
