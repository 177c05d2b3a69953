package dev.offhook.local.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** The keys of a local stack: made once, kept in a file that only its owner can read. */
final class LocalSecrets {
    private static final int KEY_BYTES = 32;

    private LocalSecrets() {}

    /** The keys as environment variables. */
    static Map<String, String> in(Path file) {
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            var secrets = new LinkedHashMap<String, String>();
            for (var line : Files.readAllLines(file)) {
                var equals = line.indexOf('=');
                if (equals > 0) {
                    secrets.put(line.substring(0, equals), line.substring(equals + 1));
                }
            }
            return secrets;
        } catch (IOException e) {
            throw new StackException("cannot keep the keys of the stack in " + file + ": " + e.getMessage(), e);
        }
    }

    private static void create(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        var content = "OFFHOOK_SECRETS_KEYS=local:" + randomKey() + "\nOFFHOOK_THREAD_KEY=" + randomKey() + "\n";
        var next = Files.createTempFile(
                file.getParent(),
                "secrets",
                ".next",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(next, content, StandardCharsets.US_ASCII);
        Files.move(next, file);
    }

    private static String randomKey() {
        var key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}
