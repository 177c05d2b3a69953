package dev.offhook.dialogue.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.offhook.dialogue.database.BackgroundDatabase;
import dev.offhook.dialogue.record.StoredConversation.Usage;
import dev.offhook.events.ConversationRecord.Exchange;
import dev.offhook.events.ConversationRecord.Medium;
import dev.offhook.events.ConversationRecord.Outcome;
import dev.offhook.events.ConversationRecord.Recording;
import dev.offhook.events.ConversationRecord.ToolResult;
import dev.offhook.events.EventJson;
import dev.offhook.events.Provider;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.kit.database.Row;
import dev.offhook.kit.database.Sql;
import org.jboss.logging.Logger;

/** Reads conversations back out of the tables that the turns fill. */
@ApplicationScoped
public class ConversationReader {
    private static final Logger LOG = Logger.getLogger(ConversationReader.class);

    private final BackgroundDatabase database;

    ConversationReader(BackgroundDatabase database) {
        this.database = database;
    }

    /** The conversation with this id, of whatever tenant; all of it from one moment. */
    public Optional<StoredConversation> read(String id) {
        return database.transaction(
                sql -> sql.first("select * from conversation where id = ?", row -> conversation(row, sql), id));
    }

    private static StoredConversation conversation(Row row, Sql sql) {
        String id = row.text("id");
        var turns = sql.list("select * from turn where conversation_id = ? order by number", Turn::of, id);
        var recordings = sql.list(
                "select url, duration_seconds, text from recording where conversation_id = ? order by received_at, url",
                recording -> new Recording(
                        recording.text("url"), recording.number("duration_seconds"), recording.text("text")),
                id);
        boolean over = "ended".equals(row.text("status"));
        return new StoredConversation(
                id,
                row.text("tenant"),
                Medium.valueOf(row.text("medium")),
                Provider.valueOf(row.text("provider")),
                row.text("thread_key"),
                row.text("from_number"),
                row.text("to_number"),
                row.longNumber("tenant_version"),
                row.instant("started_at"),
                row.instant("last_activity_at"),
                row.instant("ended_at"),
                over ? outcome(row.text("outcome")) : null,
                row.number("duration_seconds"),
                row.instant("erased_at") != null,
                turns.stream().map(Turn::exchange).toList(),
                noted(id, row.text("memory")),
                recordings,
                turns.stream().mapToLong(Turn::inputTokens).sum(),
                turns.stream().mapToLong(Turn::outputTokens).sum(),
                turns.stream()
                        .filter(turn -> turn.inputTokens() > 0 || turn.outputTokens() > 0)
                        .map(turn -> new Usage(turn.exchange().number(), turn.inputTokens(), turn.outputTokens()))
                        .toList());
    }

    /** Conversations that ended before outcomes were kept were completed, as far as anybody knows. */
    private static Outcome outcome(String name) {
        return Arrays.stream(Outcome.values())
                .filter(outcome -> outcome.name()
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-')
                        .equals(name))
                .findFirst()
                .orElse(Outcome.COMPLETED);
    }

    /** Memory belongs to the dialogue: whatever else is in it, and whatever it becomes, a record must come of it. */
    private static Map<String, String> noted(String id, String memory) {
        var noted = new LinkedHashMap<String, String>();
        if (memory != null) {
            try {
                EventJson.mapper().readTree(memory).path("fields").properties().forEach(field -> {
                    if (field.getValue().isValueNode() && !field.getValue().isNull()) {
                        noted.put(field.getKey(), field.getValue().asText());
                    }
                });
            } catch (JacksonException e) {
                LOG.warnf("the memory of a conversation does not read; conversation=%s", id);
            }
        }
        return noted;
    }

    private record Turn(Exchange exchange, long inputTokens, long outputTokens) {
        static Turn of(Row row) {
            var receivedAt = row.instant("received_at");
            String detail = row.text("detail");
            var exchange = new Exchange(
                    row.number("number"),
                    receivedAt == null ? row.instant("created_at") : receivedAt,
                    row.text("caller_text"),
                    row.text("answer"),
                    row.text("source"),
                    detail == null ? row.text("rule") : detail,
                    tools(row.text("event_id"), row.text("tools")),
                    row.number("first_words_ms"),
                    row.truth("heard"));
            return new Turn(exchange, count(row.number("input_tokens")), count(row.number("output_tokens")));
        }

        private static long count(Integer tokens) {
            return tokens == null ? 0 : tokens;
        }

        private static List<ToolResult> tools(String eventId, String json) {
            var tools = new ArrayList<ToolResult>();
            if (json != null) {
                try {
                    for (JsonNode tool : EventJson.mapper().readTree(json)) {
                        tools.add(new ToolResult(
                                EventJson.mapper().treeToValue(tool.path("tool"), TenantConfiguration.Tool.class),
                                tool.path("id").textValue(),
                                tool.path("result").asText()));
                    }
                } catch (JacksonException e) {
                    LOG.warnf("the tools of a turn do not read; event=%s", eventId);
                }
            }
            return List.copyOf(tools);
        }
    }
}
