package dev.offhook.tenant.imports;

import java.nio.file.Path;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** What is imported at the start. */
@ConfigMapping(prefix = "offhook.import")
public interface ImportConfiguration {

    /** The tenants file, YAML; empty imports nothing. */
    Optional<Path> file();
}
