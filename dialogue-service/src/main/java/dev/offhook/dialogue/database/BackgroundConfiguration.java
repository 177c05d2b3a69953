package dev.offhook.dialogue.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much of the database goes to what no caller waits for. */
@ConfigMapping(prefix = "offhook.background")
public interface BackgroundConfiguration {

    /**
     * How many of the pool's connections records, history, erasure and replay may hold at a time, all together, 1 or
     * more: turns find the rest.
     */
    @WithDefault("4")
    int databaseSections();
}
