package dev.offhook.notification.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offhook.events.Provider;
import dev.offhook.events.SmsEvent.Status;
import dev.offhook.events.SmsRequest;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.kit.database.Row;
import dev.offhook.notification.gates.Decision;
import dev.offhook.notification.gates.QueuedMessage;
import dev.offhook.notification.store.StoredMessage.Task;

/** How a message stands in its row. */
final class MessageRow {
    private static final ObjectMapper JSON = new ObjectMapper();

    private MessageRow() {}

    static StoredMessage read(Row row) {
        return new StoredMessage(
                queued(row),
                constant(Status.class, row.text("state")),
                row.text("provider") == null ? Provider.TWILIO : constant(Provider.class, row.text("provider")),
                row.text("provider_id"),
                row.text("error_code"),
                row.text("reason"),
                row.text("subject") == null ? row.text("thread_key") : row.text("subject"),
                row.text("traceparent"),
                constant(Task.class, row.text("task")),
                row.text("leased_by"),
                row.instant("asking_since"),
                row.instant("asked_at"),
                row.number("lookups"),
                row.number("retries"),
                row.truth("reserved"),
                row.text("fingerprint"),
                row.instant("updated_at"));
    }

    private static QueuedMessage queued(Row row) {
        return new QueuedMessage(
                row.text("request_id"),
                row.text("tenant"),
                row.text("thread_key"),
                row.text("recipient"),
                row.text("requested_sender"),
                kind(row.text("requested_channel")),
                row.text("text"),
                template(row.text("template")),
                constant(SmsRequest.Purpose.class, row.text("purpose")),
                row.text("conversation"),
                row.instant("created_at"),
                row.instant("not_before"),
                row.instant("expires_at"),
                row.number("attempts"),
                row.texts("not_taken_by").stream().map(MessageRow::kind).collect(Collectors.toSet()),
                going(row));
    }

    private static Decision.Go going(Row row) {
        return row.text("channel") == null || row.text("body") == null || row.number("segments") == null
                ? null
                : new Decision.Go(
                        kind(row.text("channel")),
                        row.text("sender"),
                        row.text("body"),
                        row.number("segments"),
                        row.decimal("cost"),
                        row.text("currency"));
    }

    /** The name of a kind of channel; null for none. */
    static String id(Channel.Kind kind) {
        return kind == null ? null : kind.id();
    }

    private static Channel.Kind kind(String id) {
        return id == null
                ? null
                : Arrays.stream(Channel.Kind.values())
                        .filter(kind -> kind.id().equals(id))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("channel '" + id + "' is not known"));
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String name) {
        return name == null ? null : Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
    }

    static String template(SmsRequest.TemplateUse template) {
        try {
            return template == null ? null : JSON.writeValueAsString(template);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SmsRequest.TemplateUse template(String json) {
        try {
            return json == null ? null : JSON.readValue(json, SmsRequest.TemplateUse.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
