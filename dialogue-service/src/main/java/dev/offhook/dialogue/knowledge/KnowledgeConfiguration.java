package dev.offhook.dialogue.knowledge;

import java.time.Duration;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the knowledge base is searched, and what it takes. */
@ConfigMapping(prefix = "offhook.knowledge")
public interface KnowledgeConfiguration {

    /**
     * How well an entry must fit what was said, 0 to 1, to be answered without asking an LLM. Lower, and callers hear
     * answers to what they did not ask.
     */
    @WithDefault("0.70")
    double answerFrom();

    /** How much better, 0 to 1, the best entry must fit than the next one to be answered. */
    @WithDefault("0.05")
    double answerAhead();

    /** How well a passage must fit, 0 to 1, to be shown to an LLM. */
    @WithDefault("0.15")
    double searchFrom();

    /** How many versions of tenants are kept in memory: which have entries, and which need no search at all. */
    @WithDefault("10000")
    int cachedVersions();

    /** The largest document. */
    @WithDefault("1M")
    MemorySize documentSize();

    /** How many documents a tenant may have at a time, 1 or more. */
    @WithDefault("200")
    int documents();

    /** After how long, at the latest, a replica searches the first document of a tenant that another replica took. */
    @WithDefault("10s")
    Duration documentsSeenWithin();
}
