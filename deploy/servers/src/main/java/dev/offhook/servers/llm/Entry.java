package dev.offhook.servers.llm;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import dev.offhook.servers.llm.LedgerEntry.Ended;
import dev.offhook.servers.llm.LedgerEntry.Flushed;

/** The line of the ledger that a request writes while it is answered. */
final class Entry {
    /** Final punctuation with what may close behind it; "3.5" and "a.ru" do not end with it. */
    private static final Pattern END = Pattern.compile("[.!?…]+[»”\")]*(?=\\s|$)");

    private final LlmCall call;
    private final int status;
    private final List<Flushed> sentences = new ArrayList<>();
    private String open = "";
    private int tokensIn;
    private int tokensOut;
    private Ended ended = Ended.OPEN;

    Entry(LlmCall call, int status) {
        this.call = call;
        this.status = status;
        this.tokensIn = status == 200 ? call.tokensIn() : 0;
    }

    synchronized void sends(String piece) {
        tokensOut++;
        open += piece;
        int start = 0;
        var ends = END.matcher(open);
        while (ends.find()) {
            String sentence = open.substring(start, ends.end()).strip();
            sentences.add(new Flushed(sentence, Instant.now(), System.nanoTime()));
            start = ends.end();
        }
        open = open.substring(start);
    }

    synchronized void sendsToolCall() {
        tokensOut++;
    }

    synchronized void costs(int in, int out) {
        tokensIn = in;
        tokensOut = out;
    }

    /** Only the first end counts: a server that breaks off sees the connection close, too. */
    synchronized void ends(Ended how) {
        if (ended == Ended.OPEN) {
            ended = how;
        }
    }

    synchronized int tokensIn() {
        return tokensIn;
    }

    synchronized int tokensOut() {
        return tokensOut;
    }

    synchronized LedgerEntry now() {
        return new LedgerEntry(call, status, tokensIn, tokensOut, List.copyOf(sentences), ended);
    }
}
