package dev.offhook.local.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import dev.offhook.local.stack.ServiceName;
import dev.offhook.local.stack.StackException;

/** The services whose package is older than their sources or those of the libraries they contain. */
public final class StaleServices {
    private static final List<String> LIBRARIES = List.of("call-events", "service-kit");
    private static final FileTime NEVER = FileTime.fromMillis(0);

    private final Path root;

    /** The services of the project in this folder. */
    public StaleServices(Path root) {
        this.root = root;
    }

    /** Those that must be built; a folder's time counts too, since it tells of deleted files. */
    public List<ServiceName> find() {
        var libraries = LIBRARIES.stream()
                .map(this::newestSource)
                .max(FileTime::compareTo)
                .orElse(NEVER);
        var shared = max(libraries, timeOf(root.resolve("pom.xml")));
        return Arrays.stream(ServiceName.values())
                .filter(service -> max(shared, newestSource(service.module())).compareTo(builtAt(service)) > 0)
                .toList();
    }

    /**
     * Builds what is stale.
     *
     * @param log where Maven's whole output goes
     * @param progress is told what happens, a line each
     * @throws StackException with Maven's errors when it fails
     */
    public void build(Path log, Consumer<String> progress) {
        var stale = find();
        if (stale.isEmpty()) {
            return;
        }
        var modules = stale.stream().map(ServiceName::module).toList();
        progress.accept("building " + String.join(", ", modules) + " with Maven; its output is in " + log);
        var reading = new BuildOutput(progress);
        var exitCode = new Maven(root, log)
                .run(
                        List.of("package", "-Dmaven.test.skip=true", "-am", "-pl", String.join(",", modules)),
                        Map.of(),
                        reading::line);
        if (exitCode != 0) {
            throw new StackException("The build failed; its output is in " + log + ":\n" + reading.errors());
        }
        stale.forEach(this::remember);
        progress.accept("built " + String.join(", ", modules));
    }

    private FileTime builtAt(ServiceName service) {
        var target = root.resolve(service.module()).resolve("target");
        if (!Files.exists(target.resolve("quarkus-app/quarkus-run.jar"))) {
            return NEVER;
        }
        return max(timeOf(target.resolve("quarkus-app/quarkus-run.jar")), timeOf(stamp(service)));
    }

    /** The packaged jar keeps its time when the build finds that nothing in it changed. */
    private void remember(ServiceName service) {
        try {
            Files.write(stamp(service), new byte[0]);
        } catch (IOException e) {
            throw new StackException("cannot write " + stamp(service) + ": " + e.getMessage(), e);
        }
    }

    private Path stamp(ServiceName service) {
        return root.resolve(service.module()).resolve("target/built.stamp");
    }

    private FileTime newestSource(String module) {
        var folder = root.resolve(module);
        var pom = timeOf(folder.resolve("pom.xml"));
        try (var sources = Files.walk(folder.resolve("src/main"))) {
            return max(
                    pom,
                    sources.map(StaleServices::timeOf)
                            .max(Comparator.naturalOrder())
                            .orElse(NEVER));
        } catch (IOException e) {
            throw new StackException("cannot read the sources of " + module + ": " + e.getMessage(), e);
        }
    }

    private static FileTime timeOf(Path path) {
        try {
            return Files.exists(path) ? Files.getLastModifiedTime(path) : NEVER;
        } catch (IOException e) {
            // Deleted a moment ago, by an editor that writes a new file beside: its folder's time tells.
            return NEVER;
        }
    }

    private static FileTime max(FileTime one, FileTime other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
