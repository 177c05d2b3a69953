package dev.offhook.local.call;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;

import dev.offhook.events.CallEvent.TransferEnded;
import dev.offhook.events.EventJson;
import dev.offhook.local.provider.PhoneCall;
import dev.offhook.local.provider.PhoneCall.Deed;
import dev.offhook.local.provider.PhoneCall.Heard;
import dev.offhook.local.provider.PhoneCall.Then;

/**
 * A call whose caller types: one line is one utterance, {@code /key 1} presses a key, {@code /silent} says nothing; the
 * end of the input or {@code /hangup} ends it. Where the bot connects the caller, the line is how that went; where it
 * records, the line is the message.
 */
final class TypedCall {
    /** What a caller may type besides words. */
    static final String COMMANDS =
            "/key 1 presses keys, /silent says nothing, /hangup or the end of the input ends the call";

    private static final String HANG_UP = "/hangup";
    private static final String SILENT = "/silent";
    private static final String KEY = "/key";
    private static final Pattern KEYS = Pattern.compile(KEY + "\\s+([0-9*#]+)");
    private static final int CHARACTERS_PER_SECOND = 15;
    private static final List<String> OUTCOMES = List.of(TransferEnded.Outcome.values()).stream()
            .map(TypedCall::word)
            .toList();

    private final PhoneCall call;
    private final BufferedReader in;
    private final PrintStream out;
    private final boolean prompt;

    /** {@code prompt} asks before each line, which only a person at a terminal needs. */
    TypedCall(PhoneCall call, BufferedReader in, PrintStream out, boolean prompt) {
        this.call = call;
        this.in = in;
        this.out = out;
        this.prompt = prompt;
    }

    /**
     * Talks until one side hangs up.
     *
     * @throws CompletionException when the ingress does not answer as a provider needs it
     * @throws IOException when the input cannot be read
     */
    void talk() throws IOException {
        Heard heard = call.start().join();
        try {
            say(heard);
            while (true) {
                Optional<CompletableFuture<Heard>> answer =
                        switch (heard.then()) {
                            case Then.Listens() -> listened();
                            case Then.Connects(String number, int seconds) -> connected(number, seconds);
                            case Then.Records(int seconds) -> recorded(seconds);
                            case Then.IsRejected(String reason) -> {
                                out.println("— the call was not taken: " + reason);
                                yield Optional.empty();
                            }
                            case Then.IsOver() -> {
                                out.println("— the bot ended the call");
                                yield Optional.empty();
                            }
                        };
                if (answer.isEmpty()) {
                    return;
                }
                heard = answer.get().join();
                say(heard);
            }
        } finally {
            call.end().join();
        }
    }

    private Optional<CompletableFuture<Heard>> listened() throws IOException {
        while (true) {
            String line = nextLine();
            if (line == null) {
                return Optional.empty();
            }
            if (SILENT.equals(line)) {
                return Optional.of(call.does(new Deed.IsSilent()));
            }
            var keys = KEYS.matcher(line);
            if (keys.matches()) {
                return Optional.of(call.does(new Deed.Presses(keys.group(1))));
            }
            if (!line.startsWith(KEY)) {
                return Optional.of(call.say(line));
            }
            out.println("— keys are 0-9, * and #: " + KEY + " 1");
        }
    }

    private Optional<CompletableFuture<Heard>> connected(String number, int seconds) throws IOException {
        out.println("☎ connecting to " + number + ", ringing for up to " + seconds + " s; how does it end? "
                + String.join(", ", OUTCOMES));
        while (true) {
            String line = nextLine();
            if (line == null) {
                return Optional.empty();
            }
            int outcome = OUTCOMES.indexOf(line.startsWith("/") ? line.substring(1) : line);
            if (outcome >= 0) {
                return Optional.of(call.does(new Deed.TransferEnds(TransferEnded.Outcome.values()[outcome])));
            }
            out.println("— one of " + String.join(", ", OUTCOMES));
        }
    }

    private Optional<CompletableFuture<Heard>> recorded(int seconds) throws IOException {
        out.println("● recording for up to " + seconds + " s: type the message");
        String message = nextLine();
        return message == null
                ? Optional.empty()
                : Optional.of(call.does(
                        new Deed.LeavesMessage(Math.clamp(message.length() / CHARACTERS_PER_SECOND, 1, seconds))));
    }

    private String nextLine() throws IOException {
        while (true) {
            if (prompt) {
                out.print("👤 ");
                out.flush();
            }
            String line = in.readLine();
            if (line == null || HANG_UP.equals(line.strip())) {
                return null;
            }
            if (!line.isBlank()) {
                if (!prompt) {
                    out.println("👤 " + line.strip());
                }
                return line.strip();
            }
        }
    }

    private void say(Heard heard) {
        String waited = heard.fillers() == 0 ? "" : "(asked to wait: " + heard.fillers() + "×) ";
        if (!heard.text().isEmpty() || !waited.isEmpty()) {
            out.println("🤖 " + waited + heard.text());
        }
    }

    private static String word(TransferEnded.Outcome outcome) {
        return EventJson.mapper().convertValue(outcome, String.class);
    }
}
