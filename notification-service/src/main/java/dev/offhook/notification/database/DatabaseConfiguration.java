package dev.offhook.notification.database;

import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the database is used. */
@ConfigMapping(prefix = "offhook.database")
public interface DatabaseConfiguration {

    /** How many transactions run at a time; the others wait. At most as many as the pool has connections. */
    @WithDefault("16")
    @Min(1)
    int transactions();
}
