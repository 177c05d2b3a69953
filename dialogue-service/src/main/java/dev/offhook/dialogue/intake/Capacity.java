package dev.offhook.dialogue.intake;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Back-pressure: counts the records that are worked on, and makes the reader of a topic wait when there are too many. */
final class Capacity {
    private final int limit;
    private int inFlight;
    private CompletableFuture<Void> room = CompletableFuture.completedFuture(null);

    /** @param limit how many records may be worked on before the reader waits, 1 or more */
    Capacity(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("offhook.dialogue.in-flight is " + limit + "; 256 would do, 1 at least");
        }
        this.limit = limit;
    }

    /** Takes a record on. The stage completes when the next one may come. */
    synchronized CompletionStage<Void> enter() {
        inFlight++;
        if (inFlight >= limit && room.isDone()) {
            room = new CompletableFuture<>();
        }
        return room;
    }

    /** A record is done. */
    void leave() {
        CompletableFuture<Void> opened = null;
        synchronized (this) {
            inFlight--;
            if (inFlight < limit) {
                opened = room;
            }
        }
        if (opened != null) {
            // Outside the lock: it runs the reader.
            opened.complete(null);
        }
    }

    /** How many records are worked on. */
    synchronized int inFlight() {
        return inFlight;
    }
}
