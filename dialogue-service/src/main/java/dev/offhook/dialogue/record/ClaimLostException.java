package dev.offhook.dialogue.record;

/** Somebody else has taken the task over, because the lease was over. Whatever is done now must have no effect. */
final class ClaimLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClaimLostException(RecordTask task) {
        super("another worker makes the record; conversation=" + task.conversationId(), null, false, false);
    }
}
