package dev.offhook.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;

/**
 * A service's ahead-of-time cache (JEP 483, 514, 515): its classes loaded and linked, and what the JIT learnt in a
 * training run. It starts the service in a third of the time. A JVM that finds that the cache is not its own goes on
 * without it.
 *
 * @param file where it is, beside the service's package
 * @param application the package that it was made from
 */
public record AotCache(Path file, Path application) {

    /** The cache of a service, whether it is there or not. */
    public static AotCache of(Layout layout, ServiceName service) {
        var target = layout.root().resolve(service.module()).resolve("target");
        return new AotCache(target.resolve(service.id() + ".aot"), target.resolve("quarkus-app"));
    }

    /** Whether it is there and as new as the package. */
    public boolean isFresh() {
        if (!Files.exists(file)) {
            return false;
        }
        try (var files = Files.walk(application)) {
            return files.map(AotCache::timeOf)
                    .max(Comparator.naturalOrder())
                    .filter(newest -> newest.compareTo(timeOf(file)) <= 0)
                    .isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    private static FileTime timeOf(Path path) {
        try {
            return Files.getLastModifiedTime(path);
        } catch (IOException e) {
            // Being written at this moment: newer than anything.
            return FileTime.fromMillis(Long.MAX_VALUE);
        }
    }
}
