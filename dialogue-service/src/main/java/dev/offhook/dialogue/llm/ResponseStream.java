package dev.offhook.dialogue.llm;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * A response on its way from the event loop, which writes, to a virtual thread, which reads and waits no longer than
 * its patience lasts. The reading thread sees the head first, then the body as an input stream.
 */
final class ResponseStream extends InputStream {
    private static final long LARGEST = 4 << 20;

    private final LinkedBlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final Patience patience;
    private @Nullable Outcome failure;
    private Buffer data = Buffer.buffer();
    private int position;
    private long total;
    private boolean over;

    /** What the event loop tells. */
    sealed interface Signal {
        /** The response begins. */
        record Head(
                int status,
                @Nullable String contentType,
                @Nullable String retryAfter) implements Signal {}

        /** A part of its body. */
        record Data(Buffer bytes) implements Signal {}

        /** It is over in order. */
        record End() implements Signal {}

        /** It is over for another reason. */
        record Broken(Outcome why) implements Signal {}
    }

    ResponseStream(Patience patience) {
        this.patience = patience;
    }

    /** Tells the reading thread; from any thread. */
    void tell(Signal signal) {
        signals.add(signal);
    }

    /** Why there is nothing more to read, null when nothing went wrong. */
    @Nullable
    Outcome failure() {
        return failure;
    }

    /** The reading thread wants no more: the stream ends here, in order. */
    void enough() {
        over = true;
    }

    /** The reading thread gives up, for this reason. */
    void fail(Outcome why) {
        if (failure == null) {
            failure = why;
        }
    }

    /**
     * Waits for the response to begin.
     *
     * @throws IOException when it does not; {@link #failure()} says why
     */
    Signal.Head head() throws IOException {
        if (next() instanceof Signal.Head head) {
            return head;
        }
        throw broken(Outcome.RESET);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (failure != null) {
            throw broken(failure);
        }
        while (!over && position == data.length()) {
            switch (next()) {
                case Signal.Data(var bytes) -> {
                    data = bytes;
                    position = 0;
                    total += bytes.length();
                    if (total > LARGEST) {
                        throw broken(Outcome.GARBAGE);
                    }
                }
                case Signal.End _ -> over = true;
                case Signal.Head _, Signal.Broken _ -> throw broken(Outcome.GARBAGE);
            }
        }
        if (over) {
            return -1;
        }
        int taken = Math.min(length, data.length() - position);
        data.getBytes(position, position + taken, into, offset);
        position += taken;
        return taken;
    }

    private Signal next() throws IOException {
        try {
            // What is there already is not late.
            Signal signal = signals.poll();
            if (signal == null) {
                long left = patience.left();
                signal = left > 0 ? signals.poll(left, TimeUnit.NANOSECONDS) : null;
            }
            if (signal == null) {
                throw broken(patience.verdict());
            }
            if (signal instanceof Signal.Broken(var why)) {
                throw broken(why);
            }
            return signal;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw broken(Outcome.CANCELLED);
        }
    }

    private IOException broken(Outcome why) {
        fail(why);
        return new IOException(why.id());
    }
}
