package dev.offhook.local.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offhook.events.EventJson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

/** What the providers were asked to send: one JSON line a message, appended, and read again at the next start. */
public final class Ledger {
    private static final ObjectMapper JSON = EventJson.mapper();

    private final Path file;
    private final List<SentMessage> messages = new ArrayList<>();

    /**
     * Opens the ledger of a folder, which is created when it is not there.
     *
     * @throws UncheckedIOException when the folder or the file cannot be read
     */
    public Ledger(Path folder) {
        file = folder.resolve("messages.jsonl");
        try {
            Files.createDirectories(folder);
            if (Files.exists(file)) {
                readAll();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the simulator's ledger cannot be read: " + file, e);
        }
    }

    /**
     * Keeps a message.
     *
     * @throws UncheckedIOException when it cannot be written; it is then not kept
     */
    public synchronized void add(SentMessage message) {
        try {
            Files.writeString(file, JSON.writeValueAsString(message) + "\n", UTF_8, CREATE, APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("the simulator's ledger cannot be written: " + file, e);
        }
        messages.add(message);
    }

    /** All messages, newest last. */
    public synchronized List<SentMessage> messages() {
        return List.copyOf(messages);
    }

    /**
     * Forgets all messages.
     *
     * @throws UncheckedIOException when the file cannot be deleted
     */
    public synchronized void clear() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the simulator's ledger cannot be deleted: " + file, e);
        }
        messages.clear();
    }

    private void readAll() throws IOException {
        String text = Files.readString(file);
        int end = text.lastIndexOf('\n') + 1;
        for (String line : text.substring(0, end).lines().toList()) {
            try {
                messages.add(JSON.readValue(line, SentMessage.class));
            } catch (JacksonException e) {
                throw new IOException("a line is no message: " + line, e);
            }
        }
        if (end < text.length()) {
            // A kill in mid-write leaves half a line: no answer was given for it, and the next line must not join it.
            Files.writeString(file, text.substring(0, end));
        }
    }
}
