package dev.offhook.local.call;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.CompletionException;

import dev.offhook.local.provider.PhoneCall;
import dev.offhook.local.provider.PhoneCall.Heard;

/** A call whose caller types: one line is one utterance; the end of the input or {@code /hangup} ends it. */
final class TypedCall {
    private static final String HANG_UP = "/hangup";

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
            while (heard.listening()) {
                String line = nextLine();
                if (line == null) {
                    return;
                }
                heard = call.say(line).join();
                say(heard);
            }
            out.println("— the bot ended the call");
        } finally {
            call.end().join();
        }
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
        out.println("🤖 " + waited + heard.text());
    }
}
