package dev.offhook.local.provider;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.offhook.events.Provider;
import dev.offhook.local.provider.TwimlDocument.Next;

/** A call that Twilio carries: follows the TwiML that it gets, redirects included. */
public final class TwilioCall implements PhoneCall {
    private static final int MOST_REDIRECTS = 20;
    private static final DateTimeFormatter RFC_2822 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss Z", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final TwilioAccount account;
    private final String callSid = TwilioAccount.freshSid("CA");
    private final String from;
    private final String to;
    private volatile Instant startedAt = Instant.now();
    private volatile String action;

    /**
     * A call from {@code from} to the business's number {@code to}, both E.164, under a fresh {@code CallSid}.
     */
    public TwilioCall(TwilioAccount account, String from, String to) {
        this.account = account;
        this.from = from;
        this.to = to;
    }

    @Override
    public String conversationId() {
        return Provider.TWILIO.conversationId(callSid);
    }

    @Override
    public CompletableFuture<Heard> start() {
        startedAt = Instant.now();
        return follow(account.ingress().url("/webhook/call"), parameters("ringing"), 0);
    }

    @Override
    public CompletableFuture<Heard> say(String text) {
        String target = action;
        if (target == null) {
            throw new IllegalStateException("the bot does not listen");
        }
        Map<String, String> parameters = parameters("in-progress");
        parameters.put("SpeechResult", text);
        parameters.put("Confidence", "0.93");
        return follow(target, parameters, 0);
    }

    @Override
    public CompletableFuture<Void> end() {
        action = null;
        long seconds = Duration.between(startedAt, Instant.now()).toSeconds();
        Map<String, String> parameters = parameters("completed");
        parameters.put("CallDuration", Long.toString(seconds));
        parameters.put("Duration", Long.toString(seconds / 60 + 1));
        parameters.put("CallbackSource", "call-progress-events");
        parameters.put("SequenceNumber", "0");
        parameters.put("Timestamp", RFC_2822.format(Instant.now()));
        return account.post(account.ingress().url("/webhook/status"), parameters)
                .thenAccept(answer -> {});
    }

    private CompletableFuture<Heard> follow(String url, Map<String, String> parameters, int fillers) {
        if (fillers > MOST_REDIRECTS) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException("no answer after " + MOST_REDIRECTS + " redirects"));
        }
        return account.post(url, parameters).thenCompose(body -> {
            TwimlDocument document = TwimlDocument.parse(body);
            return switch (document.next()) {
                case Next.Redirect(String next) -> follow(resolve(url, next), parameters("in-progress"), fillers + 1);
                case Next.Gather(String next) -> heard(document, fillers, resolve(url, next));
                case Next.Dial(String _), Next.Record(String _) -> heard(document, fillers, null);
                case Next.HangUp() -> heard(document, fillers, null);
            };
        });
    }

    private CompletableFuture<Heard> heard(TwimlDocument document, int fillers, String next) {
        action = next;
        return CompletableFuture.completedFuture(new Heard(String.join(" ", document.said()), fillers, next != null));
    }

    private static String resolve(String document, String target) {
        return URI.create(document).resolve(target).toString();
    }

    private Map<String, String> parameters(String callStatus) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("AccountSid", account.sid());
        parameters.put("ApiVersion", "2010-04-01");
        parameters.put("CallSid", callSid);
        parameters.put("CallStatus", callStatus);
        parameters.put("Called", to);
        parameters.put("Caller", from);
        parameters.put("Direction", "inbound");
        parameters.put("From", from);
        parameters.put("To", to);
        return parameters;
    }
}
