package dev.offhook.tenant.console.words;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import jakarta.inject.Named;
import jakarta.inject.Singleton;

/** The stylesheet and the script of these pages; their URLs change with their contents, so that browsers may keep them. */
@Singleton
@Named("talkAssets")
public class TalkAssets {
    private static final int DIGITS = 10;

    private final String css = stamped("/console/talk.css");
    private final String js = stamped("/console/talk.js");

    /** For CDI. */
    TalkAssets() {}

    /** The stylesheet's path. */
    public String css() {
        return css;
    }

    /** The script's path. */
    public String js() {
        return js;
    }

    private static String stamped(String path) {
        try (var file =
                Thread.currentThread().getContextClassLoader().getResourceAsStream("META-INF/resources" + path)) {
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
