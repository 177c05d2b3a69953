package dev.offhook.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;

/** Whole folders. */
final class Trees {
    private Trees() {}

    /** Deletes a folder and all in it, if it is there. */
    static void delete(Path folder) {
        try {
            if (Files.exists(folder)) {
                for (var path : walk(folder).reversed()) {
                    Files.delete(path);
                }
            }
        } catch (IOException e) {
            throw new StackException("cannot delete " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Makes the target equal to the source: copies what differs in size or time, deletes what is not there. */
    static void mirror(Path source, Path target) {
        try {
            Files.createDirectories(target);
            for (var path : walk(target).reversed()) {
                if (!Files.exists(source.resolve(target.relativize(path)))) {
                    Files.delete(path);
                }
            }
            for (var path : walk(source)) {
                var copy = target.resolve(source.relativize(path));
                if (Files.isDirectory(path)) {
                    Files.createDirectories(copy);
                } else if (!isSame(path, copy)) {
                    Files.copy(path, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        } catch (IOException e) {
            throw new StackException("cannot copy " + source + " to " + target + ": " + e.getMessage(), e);
        }
    }

    private static boolean isSame(Path one, Path other) throws IOException {
        return Files.exists(other)
                && Files.size(one) == Files.size(other)
                && Files.getLastModifiedTime(one).toMillis()
                        == Files.getLastModifiedTime(other).toMillis();
    }

    private static List<Path> walk(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            return paths.sorted(Comparator.naturalOrder()).toList();
        }
    }
}
