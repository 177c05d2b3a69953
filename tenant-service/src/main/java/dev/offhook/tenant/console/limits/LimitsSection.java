package dev.offhook.tenant.console.limits;

import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offhook.events.EventJson;
import dev.offhook.tenant.console.form.CellType;
import dev.offhook.tenant.console.form.Part;
import dev.offhook.tenant.console.form.Section;
import dev.offhook.tenant.rules.DefaultRates;

/** Limits, budgets and retention. A budget that is not there shows the platform's prices, ready to be switched on. */
final class LimitsSection implements Section {
    private static final String LIMITS = "limits";
    private static final String MESSAGING = "messaging";
    private static final String BUDGET = "budget";
    private static final String COUNTED = "counted";
    private static final String CURRENCY = "currency";

    @Override
    public List<Part> parts() {
        return List.of(
                Part.cell("limits.callsPerCaller", CellType.WHOLE),
                Part.cell("limits.callsPerDay", CellType.WHOLE),
                Part.cell("limits.concurrentCalls", CellType.WHOLE),
                Part.cell("limits.messagesPerCaller", CellType.WHOLE),
                Part.cell("limits.blocked", CellType.PHONES),
                Part.cell("limits.budget.counted", CellType.FLAG),
                Part.cell("limits.budget.monthly", CellType.DECIMAL),
                Part.text("limits.budget.currency"),
                Part.cell("limits.budget.rates.inputTokens", CellType.DECIMAL),
                Part.cell("limits.budget.rates.outputTokens", CellType.DECIMAL),
                Part.cell("limits.budget.rates.minutes.twilio-voice", CellType.DECIMAL),
                Part.cell("limits.budget.rates.minutes.voximplant-voice", CellType.DECIMAL),
                Part.cell("messaging.budget.counted", CellType.FLAG),
                Part.cell("messaging.budget.monthly", CellType.DECIMAL),
                Part.text("messaging.budget.currency"),
                Part.cell("messaging.budget.segments.twilio-sms", CellType.DECIMAL),
                Part.cell("messaging.budget.segments.voximplant-sms", CellType.DECIMAL),
                Part.cell("retentionDays", CellType.WHOLE));
    }

    @Override
    public ObjectNode open(ObjectNode document) {
        var block = document.deepCopy();
        var calls = block.withObject("/" + LIMITS);
        if (calls.get(BUDGET) instanceof ObjectNode budget) {
            budget.put(COUNTED, true);
        } else {
            calls.putObject(BUDGET)
                    .put(CURRENCY, DefaultRates.CURRENCY)
                    .set("rates", EventJson.mapper().valueToTree(DefaultRates.CALLS));
        }
        var messages = block.withObject("/" + MESSAGING);
        if (messages.get(BUDGET) instanceof ObjectNode budget) {
            budget.put(COUNTED, true);
        } else {
            messages.putObject(BUDGET)
                    .put(CURRENCY, DefaultRates.CURRENCY)
                    .set("segments", EventJson.mapper().valueToTree(DefaultRates.SEGMENTS));
        }
        return block;
    }

    @Override
    public void close(ObjectNode document, ObjectNode block) {
        for (var part : List.of(LIMITS, MESSAGING)) {
            var owner = block.withObject("/" + part);
            if (owner.get(BUDGET) instanceof ObjectNode budget) {
                if (budget.path(COUNTED).asBoolean()) {
                    budget.remove(COUNTED);
                } else {
                    owner.remove(BUDGET);
                }
            }
        }
        document.removeAll();
        document.setAll(block);
    }

    @Override
    public String name(ObjectNode document, String path) {
        return path;
    }
}
