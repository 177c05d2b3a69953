package dev.offhook.local.build;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

import dev.offhook.local.stack.ServiceName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class StaleServicesTest {
    private static final Instant SOURCES = Instant.parse("2026-11-21T10:00:00Z");
    private static final Instant BUILD = SOURCES.plusSeconds(60);

    @TempDir
    private Path root;

    @BeforeEach
    void everythingIsBuilt() throws Exception {
        for (var library : new String[] {"call-events", "service-kit"}) {
            source(library);
        }
        for (var service : ServiceName.values()) {
            source(service.module());
            touch(root.resolve(service.module()).resolve("target/quarkus-app/quarkus-run.jar"), BUILD);
        }
        touch(root.resolve("pom.xml"), SOURCES);
    }

    @Test
    void nothingIsStaleAfterBuild() {
        // When
        var stale = new StaleServices(root).find();

        // Then
        assertThat(stale).isEmpty();
    }

    @Test
    void editedServiceIsStale() throws Exception {
        // Given
        touch(root.resolve("dialogue-service/src/main/java/A.java"), BUILD.plusSeconds(1));

        // When
        var stale = new StaleServices(root).find();

        // Then
        assertThat(stale).containsExactly(ServiceName.DIALOGUE);
    }

    @Test
    void editedLibraryMakesAllServicesStale() throws Exception {
        // Given
        touch(root.resolve("call-events/src/main/java/A.java"), BUILD.plusSeconds(1));

        // When
        var stale = new StaleServices(root).find();

        // Then
        assertThat(stale).containsExactly(ServiceName.values());
    }

    @Test
    void serviceThatWasNeverBuiltIsStale() throws Exception {
        // Given
        Files.delete(root.resolve("tenant-service/target/quarkus-app/quarkus-run.jar"));

        // When
        var stale = new StaleServices(root).find();

        // Then
        assertThat(stale).containsExactly(ServiceName.TENANT);
    }

    private void source(String module) throws Exception {
        var file = root.resolve(module).resolve("src/main/java/A.java");
        touch(file, SOURCES);
        touch(root.resolve(module).resolve("pom.xml"), SOURCES);
        for (var folder = file.getParent(); !folder.equals(root); folder = folder.getParent()) {
            Files.setLastModifiedTime(folder, FileTime.from(SOURCES));
        }
    }

    private static void touch(Path file, Instant time) throws Exception {
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[0]);
        Files.setLastModifiedTime(file, FileTime.from(time));
    }
}
