package dev.offhook.notification.requests;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.jboss.logmanager.formatters.PatternFormatter;

/** Every line that is logged while it is open. */
final class CapturedLog extends Handler implements AutoCloseable {
    private final PatternFormatter formatter = new PatternFormatter("%s%e");
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    static CapturedLog open() {
        var captured = new CapturedLog();
        Logger.getLogger("").addHandler(captured);
        return captured;
    }

    String lines() {
        return String.join("\n", lines);
    }

    @Override
    public void publish(LogRecord logged) {
        lines.add(formatter.format(logged));
    }

    @Override
    public void flush() {
        // Nothing is buffered.
    }

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }
}
