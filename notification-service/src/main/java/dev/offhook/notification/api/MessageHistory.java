package dev.offhook.notification.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.offhook.kit.database.Row;
import dev.offhook.notification.api.Queries.Cursor;
import dev.offhook.notification.database.Database;
import org.jspecify.annotations.Nullable;

/** Reads messages for the API. */
@ApplicationScoped
public class MessageHistory {
    private final Database database;

    @Inject
    MessageHistory(Database database) {
        this.database = database;
    }

    /**
     * Which messages; what is null does not matter.
     *
     * @param tenant slug
     * @param status lower case
     * @param purpose lower case
     * @param to recipient as it stands in the message
     * @param conversation that asked for it
     * @param since taken then or later
     * @param until taken before
     */
    public record Filter(
            String tenant,
            @Nullable String status,
            @Nullable String purpose,
            @Nullable String to,
            @Nullable String conversation,
            @Nullable Instant since,
            @Nullable Instant until) {}

    /** A page, newest first. */
    MessagePage page(Filter filter, @Nullable Cursor after, int limit) {
        var where = new Where("tenant = ?", filter.tenant());
        where.and("state = ?", filter.status());
        where.and("purpose = ?", filter.purpose());
        where.and("recipient = ?", filter.to());
        where.and("conversation = ?", filter.conversation());
        where.and("created_at >= ?", filter.since());
        where.and("created_at < ?", filter.until());
        if (after != null) {
            where.and("(created_at, request_id) < (?, ?)", after.at(), after.id());
        }
        String sql = "select * from sms_message where " + where.text
                + " order by created_at desc, request_id desc limit " + (limit + 1);
        List<MessageView> found =
                database.transaction(all -> all.list(sql, MessageHistory::view, where.parameters.toArray()));
        if (found.size() <= limit) {
            return new MessagePage(found, null);
        }
        var last = found.get(limit - 1);
        return new MessagePage(found.subList(0, limit), new Cursor(last.createdAt(), last.id()).encoded());
    }

    /** One message of a tenant. */
    Optional<MessageView> message(String tenant, String id) {
        return database.transaction(sql -> sql.first(
                "select * from sms_message where request_id = ? and tenant = ?", MessageHistory::view, id, tenant));
    }

    private static MessageView view(Row row) {
        String body = row.text("body");
        return new MessageView(
                row.text("request_id"),
                row.text("state"),
                row.text("purpose"),
                row.text("recipient"),
                row.text("sender") == null ? row.text("requested_sender") : row.text("sender"),
                body == null ? row.text("text") : body,
                TemplateName.of(row.text("template")),
                row.text("channel") == null ? row.text("requested_channel") : row.text("channel"),
                row.text("provider_id"),
                row.number("segments"),
                row.decimal("cost"),
                row.text("currency"),
                row.text("error_code"),
                row.text("reason"),
                row.text("conversation"),
                row.number("attempts"),
                row.instant("created_at"),
                row.instant("not_before"),
                row.instant("expires_at"),
                row.instant("due_at"),
                row.instant("updated_at"));
    }

    /** Conditions and their parameters; none of them from outside but as a parameter. */
    private static final class Where {
        private String text;
        private final List<Object> parameters = new ArrayList<>();

        Where(String condition, Object value) {
            this.text = condition;
            this.parameters.add(value);
        }

        void and(String condition, Object... values) {
            if (values != null && Arrays.stream(values).allMatch(value -> value != null)) {
                text += " and " + condition;
                parameters.addAll(Arrays.asList(values));
            }
        }
    }
}
