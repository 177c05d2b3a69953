package dev.offhook.local.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class LocalSecretsTest {
    @Test
    void keysAreMadeOnceAndOnlyTheirOwnerCanReadThem(@TempDir Path directory) throws Exception {
        // Given
        var file = directory.resolve("home/secrets.env");

        // When
        var first = LocalSecrets.in(file);
        var second = LocalSecrets.in(file);

        // Then
        assertThat(second)
                .isEqualTo(first)
                .containsOnlyKeys("OFFHOOK_SECRETS_KEYS", "OFFHOOK_THREAD_KEY", "OFFHOOK_CONSOLE_COOKIE_SECRET");
        assertThat(first.get("OFFHOOK_SECRETS_KEYS")).startsWith("local:");
        assertThat(Base64.getDecoder().decode(first.get("OFFHOOK_SECRETS_KEYS").substring("local:".length())))
                .hasSize(32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aKeyThatTheFileLacksIsMadeAndTheOthersStay(@TempDir Path directory) throws Exception {
        // Given
        var file = directory.resolve("secrets.env");
        Files.writeString(file, "OFFHOOK_SECRETS_KEYS=local:abc\nOFFHOOK_THREAD_KEY=def\n");

        // When
        var secrets = LocalSecrets.in(file);

        // Then
        assertThat(secrets)
                .containsEntry("OFFHOOK_SECRETS_KEYS", "local:abc")
                .containsEntry("OFFHOOK_THREAD_KEY", "def")
                .containsKey("OFFHOOK_CONSOLE_COOKIE_SECRET");
        assertThat(LocalSecrets.in(file)).isEqualTo(secrets);
    }
}
