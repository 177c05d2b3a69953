package dev.offhook.dialogue.knowledge;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.offhook.dialogue.database.Database;
import dev.offhook.events.TenantConfiguration;

/**
 * Searches what tenants know. What was said is compared by the stems of its words, Russian and English at once, in one
 * query to PostgreSQL; a word weighs the more the fewer entries are asked with it, and the most when no entry is.
 *
 * <p>A version of a tenant that has neither entries nor documents costs no query. Every method joins the caller's
 * transaction where there is one. Blocks; only for a virtual thread.
 */
@ApplicationScoped
public class Knowledge {
    private final Database database;
    private final KnowledgeConfiguration configuration;
    private final DocumentPresence documents;
    private final Cache<Version, Entries> versions;

    Knowledge(Database database, KnowledgeConfiguration configuration, DocumentPresence documents) {
        this.database = database;
        this.configuration = configuration;
        this.documents = documents;
        this.versions = Caffeine.newBuilder()
                .maximumSize(configuration.cachedVersions())
                .build();
    }

    private record Version(String tenant, long number) {}

    /**
     * The entries of a version.
     *
     * @param set its id; -1 for none
     * @param digest of the entries, null when it was read and not written here
     */
    private record Entries(long set, byte[] digest) {
        static final Entries NONE = new Entries(-1, new byte[0]);

        boolean none() {
            return set < 0;
        }
    }

    /**
     * Makes the questions and answers of a version ready to be found, and remembers that they are. To be called when a
     * version is first seen, by every replica; whoever comes second writes nothing. Returns when they can be found.
     */
    public void index(TenantConfiguration tenant) {
        var version = new Version(tenant.slug(), tenant.version());
        var entries = tenant.assistant().knowledge();
        if (entries.isEmpty()) {
            versions.put(version, Entries.NONE);
            return;
        }
        byte[] digest = EntryIndex.digest(entries);
        Entries known = versions.getIfPresent(version);
        if (known == null || !Arrays.equals(known.digest(), digest)) {
            long set = database.callInTransaction(
                    connection -> EntryIndex.write(connection, version.tenant(), version.number(), entries));
            versions.put(version, new Entries(set, digest));
        }
    }

    /**
     * What may help an LLM to answer, from entries and documents, the best first.
     *
     * @param tenant slug
     * @param version of the conversation
     * @param utterance what was said; anything
     * @param limit how many passages at most, 1 or more
     */
    public List<Passage> search(String tenant, long version, String utterance, int limit) {
        var spoken = Spoken.of(utterance);
        if (spoken.isEmpty()) {
            return List.of();
        }
        Entries entries = entries(tenant, version);
        if (entries.none() && !documents.any(tenant)) {
            return List.of();
        }
        return database.call(connection -> Search.passages(
                connection, entries.set(), tenant, version, spoken.words(), configuration.searchFrom(), limit));
    }

    /**
     * The entry whose answer can be said as it is, without an LLM: it fits well, clearly better than any other, and what
     * was said denies something only where its question does. Documents answer nothing by themselves.
     *
     * @param tenant slug
     * @param version of the conversation
     * @param utterance what was said; anything
     * @return empty rather than wrong
     */
    public Optional<Passage> answer(String tenant, long version, String utterance) {
        var spoken = Spoken.of(utterance);
        if (spoken.isEmpty()) {
            return Optional.empty();
        }
        Entries entries = entries(tenant, version);
        if (entries.none()) {
            return Optional.empty();
        }
        List<Passage> best = database.call(connection -> Search.answers(connection, entries.set(), spoken));
        return best.stream()
                .limit(1)
                .filter(answer -> answer.score() >= configuration.answerFrom())
                .filter(answer ->
                        best.size() == 1 || answer.score() - best.get(1).score() >= configuration.answerAhead())
                .findFirst();
    }

    private Entries entries(String tenant, long number) {
        var version = new Version(tenant, number);
        Entries known = versions.getIfPresent(version);
        if (known != null) {
            return known;
        }
        Optional<Long> set = database.call(connection -> EntryIndex.set(connection, tenant, number));
        // Not remembered when there is none: the version may be on its way.
        set.ifPresent(id -> versions.put(version, new Entries(id, null)));
        return set.map(id -> new Entries(id, null)).orElse(Entries.NONE);
    }
}
