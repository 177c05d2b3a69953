package dev.offhook.examples.calllog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.offhook.events.EventJson;
import org.jspecify.annotations.Nullable;

/**
 * The lines of all calls and the ids of the events that made them, in one file: an effect and the memory of it survive
 * together or not at all. A service with a database does the same in one transaction, with the id in a unique index.
 *
 * <p>One process writes to it, and it only grows; a database would drop ids when they are older than the topics'
 * retention.
 */
public final class CallJournal implements AutoCloseable {
    private final FileChannel file;
    private final Set<String> ids = ConcurrentHashMap.newKeySet();
    private final Map<String, CallLine> lines = new ConcurrentHashMap<>();

    private CallJournal(FileChannel file) {
        this.file = file;
    }

    /**
     * Opens a journal and reads what is in it. A last entry that a crash cut off is removed: its event was not
     * committed and comes again.
     *
     * @param path created when it is new
     * @throws UncheckedIOException when it cannot be read or written
     */
    public static CallJournal open(Path path) {
        try {
            byte[] content = Files.exists(path) ? Files.readAllBytes(path) : new byte[0];
            int end = content.length;
            while (end > 0 && content[end - 1] != '\n') {
                end--;
            }
            var file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            file.truncate(end).position(end);
            var journal = new CallJournal(file);
            for (String entry :
                    new String(content, 0, end, StandardCharsets.UTF_8).lines().toList()) {
                journal.remember(EventJson.mapper().readValue(entry, Entry.class));
            }
            return journal;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** True when this event has had its effect. */
    public boolean knows(String eventId) {
        return ids.contains(eventId);
    }

    /** The line of a call, null when there is none. */
    public @Nullable CallLine line(String conversation) {
        return lines.get(conversation);
    }

    /** The effect of an event: the line that its call has now. Not on the disk before {@link #flush()}. */
    public void put(String eventId, CallLine line) {
        append(new Entry(eventId, line.conversation(), line));
    }

    /** The effect of a tombstone: the call has no line any more. Not on the disk before {@link #flush()}. */
    public void remove(String eventId, String conversation) {
        append(new Entry(eventId, conversation, null));
    }

    /** Returns when everything is on the disk. */
    public void flush() {
        try {
            file.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void append(Entry entry) {
        try {
            var bytes = ByteBuffer.wrap(
                    (EventJson.mapper().writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        remember(entry);
    }

    private void remember(Entry entry) {
        ids.add(entry.id());
        if (entry.line() == null) {
            lines.remove(entry.conversation());
        } else {
            lines.put(entry.conversation(), entry.line());
        }
    }

    private record Entry(
            String id, String conversation, @Nullable CallLine line) {}
}
