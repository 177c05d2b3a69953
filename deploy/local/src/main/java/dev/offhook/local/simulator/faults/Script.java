package dev.offhook.local.simulator.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What happens to one message. Written as steps with semicolons between them, e.g. {@code busy/3 x2; reset-after} or
 * {@code error always}:
 *
 * <pre>
 * busy, busy/SECONDS      429, without and with Retry-After
 * error, error-after      500, before and after the message is taken
 * reset, reset-after      connection reset, before and after the message is taken
 * slow/MILLISECONDS       taken, and answered late
 * refuse/CODE             refused with the provider's code
 * old-field               Voximplant's transaction_id instead of message_id
 * ok                      an attempt without a fault
 * </pre>
 *
 * Each is one attempt, {@code x3} three of them, {@code always} all that follow; attempts after the last step go well.
 * Of what is told later, in any place: {@code lost}, {@code twice}, {@code reversed}, {@code late/MILLISECONDS},
 * {@code undelivered/CODE}, {@code failed/CODE}.
 *
 * @param attempts one after the other, empty where nothing goes wrong
 * @param afterwards what all further attempts meet, empty where they go well
 * @param reports what is told later
 */
public record Script(List<Optional<Fault>> attempts, Optional<Fault> afterwards, Reports reports) {
    /** Nothing goes wrong. */
    public static final Script NONE = new Script(List.of(), Optional.empty(), Reports.PLAIN);

    private static final Pattern STEP = Pattern.compile("([a-z-]+)(?:/(\\d{1,7}))?(?:\\s+(?:x(\\d{1,4})|(always)))?");

    public Script {
        attempts = List.copyOf(attempts);
    }

    /**
     * Reads a script.
     *
     * @throws IllegalArgumentException when a step is not known; the message names it
     */
    public static Script of(String text) {
        var attempts = new ArrayList<Optional<Fault>>();
        Optional<Fault> afterwards = Optional.empty();
        Reports reports = Reports.PLAIN;
        for (String written : text.split(";")) {
            String step = written.strip();
            Matcher read = STEP.matcher(step);
            if (!read.matches()) {
                throw unknown(step);
            }
            Integer number = read.group(2) == null ? null : Integer.valueOf(read.group(2));
            Optional<Reports> told = told(reports, read.group(1), number);
            if (told.isPresent()) {
                reports = told.get();
                continue;
            }
            Optional<Fault> fault = fault(step, read.group(1), number);
            if (read.group(4) != null) {
                afterwards = fault;
            } else {
                int times = read.group(3) == null ? 1 : Integer.parseInt(read.group(3));
                for (int i = 0; i < times; i++) {
                    attempts.add(fault);
                }
            }
        }
        return new Script(attempts, afterwards, reports);
    }

    /**
     * What an attempt meets; empty where it goes well.
     *
     * @param attempt from 0
     */
    public Optional<Fault> attempt(int attempt) {
        return attempt < attempts.size() ? attempts.get(attempt) : afterwards;
    }

    private static Optional<Reports> told(Reports reports, String name, Integer number) {
        return Optional.ofNullable(
                switch (name) {
                    case "lost" -> reports.withoutAWord();
                    case "twice" -> reports.toldTwice();
                    case "reversed" -> reports.toldBackwards();
                    case "late" -> reports.toldLater(Duration.ofMillis(needed(name, number)));
                    case "undelivered", "failed" -> reports.ending(name, needed(name, number));
                    default -> null;
                });
    }

    private static Optional<Fault> fault(String step, String name, Integer number) {
        return switch (name) {
            case "ok" -> Optional.empty();
            case "busy" -> Optional.of(new Fault.Busy(number));
            case "error" -> Optional.of(new Fault.Broken(false));
            case "error-after" -> Optional.of(new Fault.Broken(true));
            case "reset" -> Optional.of(new Fault.Reset(false));
            case "reset-after" -> Optional.of(new Fault.Reset(true));
            case "slow" -> Optional.of(new Fault.Slow(Duration.ofMillis(needed(name, number))));
            case "refuse" -> Optional.of(new Fault.Refused(needed(name, number)));
            case "old-field" -> Optional.of(new Fault.OldField());
            default -> throw unknown(step);
        };
    }

    private static int needed(String name, Integer number) {
        if (number == null) {
            throw new IllegalArgumentException("'" + name + "' needs a number, e.g. " + name + "/30003");
        }
        return number;
    }

    private static IllegalArgumentException unknown(String step) {
        return new IllegalArgumentException(
                "the step '" + step + "' is not known; one is e.g. busy/3 x2, reset-after, refuse/21610, lost");
    }
}
