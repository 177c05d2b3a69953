package dev.offhook.examples.calllog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class CallJournalTest {
    private static final CallLine LINE = CallLine.of("twilio:CA1", "hr-center");

    @TempDir
    private Path folder;

    @Test
    void entryThatACrashCutOffIsNotThere() throws IOException {
        // Given
        var path = folder.resolve("journal");
        try (var journal = CallJournal.open(path)) {
            journal.put("1", LINE);
            journal.flush();
        }
        Files.writeString(path, "{\"id\":\"2\",\"conver", StandardOpenOption.APPEND);

        // When
        try (var journal = CallJournal.open(path)) {
            journal.put("3", CallLine.of("twilio:CA3", "hr-center"));
        }

        // Then
        try (var journal = CallJournal.open(path)) {
            assertThat(journal.knows("1")).isTrue();
            assertThat(journal.knows("2")).isFalse();
            assertThat(journal.knows("3")).isTrue();
            assertThat(journal.line("twilio:CA1")).isEqualTo(LINE);
        }
    }

    @Test
    void removedCallStaysRemoved() {
        // Given
        var path = folder.resolve("journal");
        try (var journal = CallJournal.open(path)) {
            journal.put("1", LINE);
            journal.remove("2", "twilio:CA1");
        }

        // When
        try (var journal = CallJournal.open(path)) {
            // Then
            assertThat(journal.line("twilio:CA1")).isNull();
            assertThat(journal.knows("1")).isTrue();
        }
    }
}
