package dev.offhook.dialogue.knowledge;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.offhook.dialogue.database.Database;

/**
 * Whether a tenant has documents at all, in memory: most have none, and should not pay for a search. That there are some
 * is believed from then on; that there are none only for a while, because another replica may take the first.
 */
@ApplicationScoped
class DocumentPresence {
    private final Database database;
    private final long believedFor;
    private final LongSupplier nanos;
    private final Map<String, Known> byTenant = new ConcurrentHashMap<>();

    @Inject
    DocumentPresence(Database database, KnowledgeConfiguration configuration) {
        this(database, configuration, System::nanoTime);
    }

    DocumentPresence(Database database, KnowledgeConfiguration configuration, LongSupplier nanos) {
        this.database = database;
        this.believedFor = configuration.documentsSeenWithin().toNanos();
        this.nanos = nanos;
    }

    private record Known(boolean any, long since) {}

    /** True when the tenant has or had a document; also an older version may be searched. */
    boolean any(String tenant) {
        Known known = byTenant.get(tenant);
        if (known != null && (known.any() || nanos.getAsLong() - known.since() < believedFor)) {
            return known.any();
        }
        boolean any = database.call(connection -> {
            try (var statement = connection.prepareStatement("select from document where tenant = ? limit 1")) {
                statement.setString(1, tenant);
                try (var found = statement.executeQuery()) {
                    return found.next();
                }
            }
        });
        byTenant.put(tenant, new Known(any, nanos.getAsLong()));
        return any;
    }

    /** This replica has just taken a document. */
    void taken(String tenant) {
        byTenant.put(tenant, new Known(true, nanos.getAsLong()));
    }
}
