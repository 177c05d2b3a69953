package dev.offhook.notification.message;

/**
 * Where an outbound message stands.
 *
 * <pre>
 * Accepted ─ Started ─▶ Sending ─ Taken ──▶ Sent
 *    │                     ├───── Refused ─▶ Failed
 *    └───── Refused ─▶ Failed └── Lost ────▶ Unknown ─ Taken, Refused ─▶ Sent, Failed
 * </pre>
 *
 * {@link Sent} and {@link Failed} are final. {@link Unknown} means that the provider may or may not have the message:
 * it is never sent again, and only word from the provider itself moves it on.
 */
public sealed interface MessageState {

    /** Asked for; the provider has not been spoken to. */
    record Accepted() implements MessageState {}

    /** The provider is, or was when its sender died, being asked: from here on the message may exist. */
    record Sending() implements MessageState {}

    /**
     * The provider has taken it.
     *
     * @param providerId the provider's id of the message
     */
    record Sent(String providerId) implements MessageState {}

    /**
     * It was not sent and will not be.
     *
     * @param errorCode the provider's code, null when the provider did not decide
     * @param reason why, in words
     */
    record Failed(String errorCode, String reason) implements MessageState {}

    /**
     * The provider's answer was lost.
     *
     * @param reason how, in words
     */
    record Unknown(String reason) implements MessageState {}

    /** True when there is an outcome to tell. */
    default boolean isOutcome() {
        return switch (this) {
            case Accepted _, Sending _ -> false;
            case Sent _, Failed _, Unknown _ -> true;
        };
    }

    /**
     * The state after {@code step}.
     *
     * @throws IllegalStateException when this state does not allow that step
     */
    default MessageState after(Step step) {
        return switch (this) {
            case Accepted _ ->
                switch (step) {
                    case Step.Started _ -> new Sending();
                    case Step.Refused refused -> refused.failed();
                    case Step.Taken _, Step.Lost _ -> throw notAllowed(step);
                };
            case Sending _ ->
                switch (step) {
                    case Step.Taken taken -> new Sent(taken.providerId());
                    case Step.Refused refused -> refused.failed();
                    case Step.Lost lost -> new Unknown(lost.reason());
                    case Step.Started _ -> throw notAllowed(step);
                };
            case Unknown _ ->
                switch (step) {
                    case Step.Taken taken -> new Sent(taken.providerId());
                    case Step.Refused refused -> refused.failed();
                    case Step.Lost _ -> this;
                    case Step.Started _ -> throw notAllowed(step);
                };
            case Sent _, Failed _ -> throw notAllowed(step);
        };
    }

    private IllegalStateException notAllowed(Step step) {
        return new IllegalStateException("a message that is " + getClass().getSimpleName() + " allows no "
                + step.getClass().getSimpleName());
    }

    /** What happens to a message. */
    sealed interface Step {

        /** The provider is about to be asked. */
        record Started() implements Step {}

        /** The provider took it, under this id. */
        record Taken(String providerId) implements Step {}

        /** It is not sent: the provider said so, or it was never asked. See {@link Failed}. */
        record Refused(String errorCode, String reason) implements Step {
            private Failed failed() {
                return new Failed(errorCode, reason);
            }
        }

        /** The provider was asked, and its answer is not known. */
        record Lost(String reason) implements Step {}
    }
}
