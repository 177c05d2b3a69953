package dev.offhook.notification.operations;

import java.util.List;

import dev.offhook.kit.problem.ProblemException;
import dev.offhook.notification.api.Queries;
import dev.offhook.notification.operations.DeadLetterView.Page;
import dev.offhook.notification.operations.DeadLetterView.Replay;
import org.jspecify.annotations.Nullable;

/** What the two resources of dead letters ask in the same way. */
final class DeadLetterPages {
    private static final int MOST = 1000;

    private DeadLetterPages() {}

    static Page page(
            DeadLetters deadLetters, @Nullable String tenant, @Nullable String cursor, @Nullable String limit) {
        int most = Queries.limit(limit);
        var found = deadLetters.page(tenant, before(cursor), most + 1);
        return found.size() <= most
                ? new Page(found, null)
                : new Page(
                        found.subList(0, most),
                        String.valueOf(found.get(most - 1).id()));
    }

    static List<Long> ids(@Nullable Replay replay) {
        var ids = replay == null ? null : replay.ids();
        if (ids == null || ids.isEmpty() || ids.size() > MOST || ids.contains(null)) {
            throw ProblemException.badRequest(
                    "ids", "is no list of 1 to " + MOST + " ids of dead letters; good is [17]");
        }
        return ids.stream().distinct().toList();
    }

    private static @Nullable Long before(@Nullable String cursor) {
        try {
            return cursor == null || cursor.isBlank() ? null : Long.valueOf(cursor);
        } catch (NumberFormatException e) {
            throw ProblemException.badRequest("cursor", "is none of ours; good is the 'next' of an earlier page");
        }
    }
}
