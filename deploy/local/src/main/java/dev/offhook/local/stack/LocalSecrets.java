package dev.offhook.local.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** The keys of a local stack: made once, kept in a file that only its owner can read. */
final class LocalSecrets {
    private static final int KEY_BYTES = 32;

    private LocalSecrets() {}

    /** The keys as environment variables; one that the file does not have yet is made. */
    static Map<String, String> in(Path file) {
        try {
            var secrets = read(file);
            int known = secrets.size();
            secrets.computeIfAbsent("OFFHOOK_SECRETS_KEYS", _ -> "local:" + randomKey());
            secrets.computeIfAbsent("OFFHOOK_THREAD_KEY", _ -> randomKey());
            secrets.computeIfAbsent("OFFHOOK_CONSOLE_COOKIE_SECRET", _ -> randomKey());
            if (secrets.size() > known) {
                write(file, secrets);
            }
            return secrets;
        } catch (IOException e) {
            throw new StackException("cannot keep the keys of the stack in " + file + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, String> read(Path file) throws IOException {
        var secrets = new LinkedHashMap<String, String>();
        if (Files.exists(file)) {
            for (var line : Files.readAllLines(file)) {
                var equals = line.indexOf('=');
                if (equals > 0) {
                    secrets.put(line.substring(0, equals), line.substring(equals + 1));
                }
            }
        }
        return secrets;
    }

    private static void write(Path file, Map<String, String> secrets) throws IOException {
        Files.createDirectories(file.getParent());
        var content = new StringBuilder();
        secrets.forEach(
                (name, value) -> content.append(name).append('=').append(value).append('\n'));
        var next = Files.createTempFile(
                file.getParent(),
                "secrets",
                ".next",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(next, content, StandardCharsets.US_ASCII);
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String randomKey() {
        var key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}
