package dev.offhook.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** Files that the build ships and a test holds equal to the code. {@code -Doffhook.golden=write} writes them anew. */
final class Golden {
    private static final Path RESOURCES = Path.of("src/main/resources");

    private Golden() {}

    static void hold(String file, String expected) {
        Path path = RESOURCES.resolve(file);
        try {
            if ("write".equals(System.getProperty("offhook.golden"))) {
                Files.createDirectories(path.getParent());
                Files.writeString(path, expected);
            }
            assertThat(path)
                    .as("%s is held equal to the code; a wanted change is written with -Doffhook.golden=write", path)
                    .exists()
                    .hasContent(expected);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same for a part of a file that people write: what stands between the comments of this name. */
    static void holdSection(Path file, String name, String expected) {
        var section = Pattern.compile("(<!-- " + name + "\\b[^\n]*-->\n)(.*?)(<!-- /" + name + " -->)", Pattern.DOTALL);
        try {
            String text = Files.readString(file);
            if ("write".equals(System.getProperty("offhook.golden"))) {
                text = section.matcher(text)
                        .replaceFirst(match -> Matcher.quoteReplacement(match.group(1) + expected + match.group(3)));
                Files.writeString(file, text);
            }
            assertThat(section.matcher(text).results().map(match -> match.group(2)))
                    .as(
                            "%s, %s, is held equal to the code; a wanted change is written with -Doffhook.golden=write",
                            file, name)
                    .containsExactly(expected);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
