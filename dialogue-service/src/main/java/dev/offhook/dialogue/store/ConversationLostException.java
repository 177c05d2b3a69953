package dev.offhook.dialogue.store;

/** Another writer changed the conversation since it was read: read it again and decide anew. */
public final class ConversationLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConversationLostException(String conversationId, Throwable cause) {
        super("another writer changed the conversation; id=" + conversationId, cause);
    }
}
