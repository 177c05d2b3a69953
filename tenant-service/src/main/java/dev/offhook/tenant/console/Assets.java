package dev.offhook.tenant.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import jakarta.inject.Singleton;

/** Where the console's static files are. Their URLs change with their contents, so that browsers may keep them. */
@Singleton
public class Assets {
    private static final String RESOURCES = "META-INF/resources";
    private static final String HTMX = "/webjars/htmx.org/2.0.4/dist/htmx.min.js";
    private static final int DIGITS = 10;

    private final Paths paths;

    Assets() {
        this.paths = new Paths(
                stamped("/console/console.css"), stamped("/console/console.js"), stamped("/console/icons.svg"), HTMX);
    }

    /**
     * Absolute paths.
     *
     * @param css the stylesheet
     * @param js the console's own script
     * @param icons symbols, by fragment
     * @param htmx the library
     */
    public record Paths(String css, String js, String icons, String htmx) {}

    /** The paths of this build. */
    public Paths paths() {
        return paths;
    }

    /**
     * The path of a static file, with a stamp of its contents.
     *
     * @param path absolute, e.g. {@code /console/console.css}
     * @throws IllegalStateException when this build has no such file
     */
    public static String stamped(String path) {
        try (var file = Thread.currentThread().getContextClassLoader().getResourceAsStream(RESOURCES + path)) {
            if (file == null) {
                throw new IllegalStateException(path + " is not in this build");
            }
            var digest = MessageDigest.getInstance("SHA-256").digest(file.readAllBytes());
            return path + "?v=" + HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
