package dev.offhook.local.sms;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.offhook.events.SmsEvent.Status;

import static dev.offhook.events.SmsEvent.Status.DELIVERED;
import static dev.offhook.events.SmsEvent.Status.FAILED;
import static dev.offhook.events.SmsEvent.Status.SENT;
import static dev.offhook.events.SmsEvent.Status.UNDELIVERED;

/** What happens to a message on its way, and how it has to end. */
enum Fate {
    PLAIN(55, "", 1, DELIVERED),
    BUSY(4, "busy", 1, DELIVERED),
    BUSY_WITH_RETRY_AFTER(3, "busy/1 x2", 1, DELIVERED),
    BROKEN(4, "error", 1, DELIVERED),
    BROKEN_AFTER_ACCEPTING(2, "error-after", 1, DELIVERED),
    RESET(4, "reset", 1, DELIVERED),
    /** Asked for twice under two ids: equal texts to one number are two messages. */
    RESET_AFTER_ACCEPTING(4, "reset-after", 2, DELIVERED),
    SLOW(3, "slow/1500", 1, DELIVERED),
    SLOWER_THAN_PATIENCE(1, "slow/20000", 1, DELIVERED),
    /** Only a look at the provider's list can tell. */
    RESET_AND_NEVER_REPORTED(2, "reset-after; lost", 1, SENT, DELIVERED),
    REPORTED_TWICE(3, "twice", 1, DELIVERED),
    REPORTED_BACKWARDS(3, "reversed", 1, DELIVERED),
    REPORTED_LATE(2, "late/3000", 1, DELIVERED),
    NEVER_REPORTED(3, "lost", 1, SENT, DELIVERED),
    PHONE_AWAY(2, "undelivered/30003", 1, UNDELIVERED),
    FILTERED(1, "failed/30007", 1, FAILED, UNDELIVERED),
    /** However often it is asked: a refusal that a killed replica did not hear of is asked for again. */
    OPTED_OUT(1, "refuse/21610 always", 0, FAILED),
    NO_MOBILE(1, "refuse/21614 always", 0, FAILED),
    /** A dead letter that says who asked. */
    NO_NUMBER(1, "", 0, FAILED),
    /** A dead letter of which nothing is known. */
    NO_REQUEST(1, "", 0);

    private static final List<Fate> IN_A_HUNDRED = Arrays.stream(values())
            .flatMap(fate -> IntStream.range(0, fate.share).mapToObj(i -> fate))
            .toList();
    /** Coprime to 100, so that fates come mixed. */
    private static final int STRIDE = 37;

    private final int share;
    private final String script;
    private final int messages;
    private final Set<Status> ends;

    Fate(int share, String script, int messages, Status... ends) {
        this.share = share;
        this.script = script;
        this.messages = messages;
        this.ends = ends.length == 0 ? EnumSet.noneOf(Status.class) : EnumSet.copyOf(List.of(ends));
    }

    /** The fate of message number {@code i}; of a hundred in a row each has its share. */
    static Fate of(int i) {
        return IN_A_HUNDRED.get(Math.floorMod(i * STRIDE, IN_A_HUNDRED.size()));
    }

    /** The words of message number {@code i}, which no other has. */
    String text(int i) {
        return "Your table " + i + " is ready" + (script.isEmpty() ? "" : " sim(" + script + ")");
    }

    /** The ids under which message number {@code i} is asked for. */
    List<String> ids(int i) {
        return this == RESET_AFTER_ACCEPTING ? List.of("chaos-" + i, "chaos-" + i + "-again") : List.of("chaos-" + i);
    }

    /** How many messages with its words the provider must have taken. */
    int messages() {
        return messages;
    }

    /** Where it may end. */
    Set<Status> ends() {
        return ends;
    }

    /** Whether its request must be a dead letter. */
    boolean isDeadLetter() {
        return this == NO_NUMBER || this == NO_REQUEST;
    }

    static {
        if (Stream.of(values()).mapToInt(fate -> fate.share).sum() != 100) {
            throw new IllegalStateException("the shares of all fates are a hundred together");
        }
    }
}
