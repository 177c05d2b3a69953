package dev.offhook.webhook.ingress;

import java.util.concurrent.atomic.AtomicBoolean;

import dev.offhook.events.Reply;
import dev.offhook.events.Reply.Say;
import dev.offhook.webhook.ingress.StreamedTurns.Following;
import dev.offhook.webhook.ingress.StreamedTurns.Listener;

/** Gives a turn's room back when it ends, or when nobody listens any more: whichever comes first. */
final class Leaving implements Listener {
    private final Listener listener;
    private final Held held;
    private final AtomicBoolean left = new AtomicBoolean();

    Leaving(Listener listener, Held held) {
        this.listener = listener;
        this.held = held;
    }

    /** The same turn, whose stop gives its room back. */
    Following stopping(Following following) {
        return () -> {
            following.stop();
            leave();
        };
    }

    @Override
    public void say(Say say) {
        listener.say(say);
    }

    @Override
    public void filler(String text) {
        listener.filler(text);
    }

    @Override
    public void end(Reply.Action action, boolean fallback) {
        leave();
        listener.end(action, fallback);
    }

    private void leave() {
        if (left.compareAndSet(false, true)) {
            held.leave();
        }
    }
}
