package dev.offhook.webhook.limits;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection on which the head of a request takes too long to come in, however steadily it drips: neither
 * Vert.x nor Quarkus bounds more than the time between two bytes.
 *
 * <p>Sits before the decoder and reads nothing but the end of a head. A connection that has become a WebSocket, or
 * speaks TLS, is none of its business any more.
 */
final class HeadDeadline extends ChannelDuplexHandler {
    private static final byte TLS_HANDSHAKE = 0x16;
    private static final byte[] SWITCHING = "HTTP/1.1 101".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private enum State {
        /** Nothing of a request is there; a connection may rest like this. */
        IDLE,
        /** A head comes in. */
        HEAD,
        /** The head is there; whoever handles it bounds the rest. */
        REQUEST
    }

    private final Duration within;
    private State state = State.IDLE;
    private boolean lineIsEmpty;
    private boolean anything;
    private @Nullable Future<?> deadline;

    HeadDeadline(Duration within) {
        this.within = within;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        // A connection on which nothing at all comes rests no longer than a head may take.
        if (context.channel().isActive()) {
            arm(context);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        arm(context);
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes && bytes.isReadable()) {
            if (!anything && bytes.getByte(bytes.readerIndex()) == TLS_HANDSHAKE) {
                context.pipeline().remove(this);
            } else {
                read(context, bytes);
            }
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (state == State.REQUEST) {
            state = State.IDLE;
        }
        context.write(message, promise);
        if (message instanceof ByteBuf bytes && switches(bytes)) {
            context.pipeline().remove(this);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        disarm();
        context.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        disarm();
    }

    private void read(ChannelHandlerContext context, ByteBuf bytes) {
        anything = true;
        if (state == State.IDLE) {
            state = State.HEAD;
            lineIsEmpty = false;
            arm(context);
        }
        for (int i = bytes.readerIndex(); state == State.HEAD && i < bytes.writerIndex(); i++) {
            byte next = bytes.getByte(i);
            if (next == '\n' && lineIsEmpty) {
                state = State.REQUEST;
                disarm();
            } else if (next == '\n') {
                lineIsEmpty = true;
            } else if (next != '\r') {
                lineIsEmpty = false;
            }
        }
    }

    private void arm(ChannelHandlerContext context) {
        if (deadline == null) {
            deadline = context.executor().schedule(() -> context.close(), within.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void disarm() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    private static boolean switches(ByteBuf bytes) {
        if (bytes.readableBytes() < SWITCHING.length) {
            return false;
        }
        for (int i = 0; i < SWITCHING.length; i++) {
            if (bytes.getByte(bytes.readerIndex() + i) != SWITCHING[i]) {
                return false;
            }
        }
        return true;
    }
}
