package dev.offhook.dialogue.turns;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.dialogue.llm.Cancellation;

/** The answers that are being written here, so that what happens meanwhile can stop them. */
@ApplicationScoped
public class InFlight {
    private final Map<String, Cancellation> byConversation = new ConcurrentHashMap<>();

    /** Stops the answer that is being written in this conversation, if one is. Returns at once. */
    public void cancel(String conversationId) {
        var cancellation = byConversation.get(conversationId);
        if (cancellation != null) {
            cancellation.cancel();
        }
    }

    /** An answer begins. A conversation has one at a time. */
    Cancellation begin(String conversationId) {
        var cancellation = new Cancellation();
        byConversation.put(conversationId, cancellation);
        return cancellation;
    }

    /** That answer is over. */
    void end(String conversationId, Cancellation cancellation) {
        byConversation.remove(conversationId, cancellation);
    }
}
