package dev.offhook.local.provider;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.offhook.events.CallEvent.TransferEnded;
import dev.offhook.events.EventJson;
import dev.offhook.events.Provider;
import dev.offhook.local.provider.TwimlDocument.Next;

/** A call that Twilio carries: follows the TwiML that it gets, redirects included. */
public final class TwilioCall implements PhoneCall {
    private static final int MOST_REDIRECTS = 40;
    private static final Pattern PART = Pattern.compile("[?&]from=\\d");
    private static final DateTimeFormatter RFC_2822 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss Z", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final TwilioAccount account;
    private final String callSid = TwilioAccount.freshSid("CA");
    private final String from;
    private final String to;
    private volatile Instant startedAt = Instant.now();
    private volatile Next next = new Next.HangUp();
    private volatile RelayCall session;
    private volatile Recording recording;

    /** The recording of the whole call: its id, who is told of it, and since when. */
    private record Recording(String sid, String status, Instant since) {}

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
        return follow(account.ingress().url("/webhook/call"), parameters("ringing"));
    }

    @Override
    public CompletableFuture<Heard> say(String text) {
        return heardByTheBot(open -> open.says(text), "SpeechResult", text, "Confidence", "0.93");
    }

    @Override
    public CompletableFuture<Heard> does(Deed deed) {
        return switch (deed) {
            case Deed.Presses(String digits) ->
                heardByTheBot(open -> open.presses(digits), "Digits", digits, "FinishedOnKey", "");
            case Deed.IsSilent() -> heardByTheBot(RelayCall::waits, "SpeechResult", "");
            case Deed.TransferEnds(var outcome) -> transferEnds(outcome);
            case Deed.LeavesMessage(int seconds) -> leavesMessage(seconds);
        };
    }

    // Over the session where there is one, else as the result of a <Gather>.
    private CompletableFuture<Heard> heardByTheBot(
            Function<RelayCall, CompletableFuture<RelayCall.Spoken>> over, String... more) {
        var open = session;
        if (open != null) {
            return open.ended()
                    .map(end -> ended(end, List.of(), 0).thenCompose(any -> heardByTheBot(over, more)))
                    .orElseGet(() -> streamed(over.apply(open)));
        }
        if (next instanceof Next.Gather(String action)) {
            return follow(action, parameters("in-progress", more));
        }
        throw new IllegalStateException("the bot does not listen");
    }

    private CompletableFuture<Heard> streamed(CompletableFuture<RelayCall.Spoken> answer) {
        return answer.thenCompose(spoken -> spoken.end() == null
                ? CompletableFuture.completedFuture(
                        new Heard(String.join(" ", spoken.said()), spoken.fillers(), new Then.Listens()))
                : ended(spoken.end(), spoken.said(), spoken.fillers()).thenCompose(heard -> rest(spoken.end(), heard)));
    }

    private CompletableFuture<Heard> ended(RelayCall.End end, List<String> said, int fillers) {
        session = null;
        var parameters =
                switch (end) {
                    case RelayCall.End.HandsOff(String data) ->
                        parameters("in-progress", "SessionStatus", "ended", "HandoffData", data);
                    case RelayCall.End.Breaks() ->
                        parameters("in-progress", "SessionStatus", "failed", "ErrorCode", "64105");
                };
        return follow(((Next.Connect) next).action(), parameters, said, fillers, 0);
    }

    // What the bot still owes comes over the next session.
    private CompletableFuture<Heard> rest(RelayCall.End end, Heard heard) {
        boolean owed =
                switch (end) {
                    case RelayCall.End.HandsOff(String data) -> data.contains("\"resume\"");
                    case RelayCall.End.Breaks() -> true;
                };
        var open = session;
        return owed && open != null
                ? streamed(open.waits())
                        .thenApply(rest -> new Heard(
                                (heard.text() + " " + rest.text()).strip(),
                                heard.fillers() + rest.fillers(),
                                rest.then()))
                : CompletableFuture.completedFuture(heard);
    }

    private CompletableFuture<Heard> transferEnds(TransferEnded.Outcome outcome) {
        if (!(next instanceof Next.Dial dial)) {
            throw new IllegalStateException("nobody is being connected");
        }
        boolean answered = outcome == TransferEnded.Outcome.ANSWERED;
        return follow(
                dial.action(),
                parameters(
                        answered ? "completed" : "in-progress",
                        "DialCallStatus",
                        answered ? "completed" : EventJson.mapper().convertValue(outcome, String.class),
                        "DialCallSid",
                        TwilioAccount.freshSid("CA"),
                        "DialCallDuration",
                        answered ? "47" : "0",
                        "DialBridged",
                        Boolean.toString(answered)));
    }

    private CompletableFuture<Heard> leavesMessage(int seconds) {
        if (!(next instanceof Next.Record recording)) {
            throw new IllegalStateException("nothing is being recorded");
        }
        String sid = TwilioAccount.freshSid("RE");
        return follow(
                recording.action(),
                parameters(
                        "in-progress",
                        "RecordingSid",
                        sid,
                        "RecordingUrl",
                        recordingUrl(sid),
                        "RecordingDuration",
                        Integer.toString(seconds),
                        "Digits",
                        "#"));
    }

    @Override
    public CompletableFuture<Void> end() {
        var relay = session;
        var before = relay != null && next instanceof Next.Connect connected
                ? account.post(
                        connected.action(),
                        parameters("completed", "SessionStatus", "completed", "SessionDuration", "1"))
                : CompletableFuture.completedFuture("");
        if (relay != null) {
            session = null;
            relay.close();
        }
        next = new Next.HangUp();
        long seconds = Duration.between(startedAt, Instant.now()).toSeconds();
        Map<String, String> parameters = parameters(
                "completed",
                "CallDuration",
                Long.toString(seconds),
                "Duration",
                Long.toString(seconds / 60 + 1),
                "CallbackSource",
                "call-progress-events",
                "SequenceNumber",
                "0",
                "Timestamp",
                RFC_2822.format(Instant.now()));
        return before.thenCompose(any -> account.post(account.ingress().url("/webhook/status"), parameters))
                .thenCompose(answer -> recorded())
                .thenAccept(answer -> {});
    }

    // A recording is there to be heard after the call.
    private CompletableFuture<String> recorded() {
        var whole = recording;
        if (whole == null) {
            return CompletableFuture.completedFuture("");
        }
        recording = null;
        return account.post(
                whole.status(),
                Map.of(
                        "AccountSid",
                        account.sid(),
                        "CallSid",
                        callSid,
                        "RecordingSid",
                        whole.sid(),
                        "RecordingUrl",
                        recordingUrl(whole.sid()),
                        "RecordingStatus",
                        "completed",
                        "RecordingDuration",
                        Long.toString(
                                Duration.between(whole.since(), Instant.now()).toSeconds()),
                        "RecordingChannels",
                        "2",
                        "RecordingStartTime",
                        RFC_2822.format(whole.since()),
                        "RecordingTrack",
                        "both"));
    }

    private String recordingUrl(String sid) {
        return "https://api.twilio.com/2010-04-01/Accounts/" + account.sid() + "/Recordings/" + sid;
    }

    private CompletableFuture<Heard> follow(String url, Map<String, String> parameters) {
        return follow(url, parameters, List.of(), 0, 0);
    }

    private CompletableFuture<Heard> follow(
            String url, Map<String, String> parameters, List<String> heard, int fillers, int redirects) {
        if (redirects > MOST_REDIRECTS) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException("no answer after " + MOST_REDIRECTS + " redirects"));
        }
        return account.post(url, parameters).thenCompose(body -> {
            TwimlDocument document = TwimlDocument.parse(body);
            if (document.recording() != null) {
                recording =
                        new Recording(TwilioAccount.freshSid("RE"), resolve(url, document.recording()), Instant.now());
            }
            if (document.next() instanceof Next.Redirect(String target)) {
                // The way to the rest of an answer names what was heard of it; behind a filler nothing was.
                boolean part = PART.matcher(target).find();
                return follow(
                        resolve(url, target),
                        parameters("in-progress"),
                        part ? join(heard, document.said()) : heard,
                        part ? fillers : fillers + 1,
                        redirects + 1);
            }
            next = resolved(url, document.next());
            var all = new Heard(String.join(" ", join(heard, document.said())), fillers, then(document.next()));
            return next instanceof Next.Connect connect
                    ? connected(connect, all, redirects)
                    : CompletableFuture.completedFuture(all);
        });
    }

    private CompletableFuture<Heard> connected(Next.Connect connect, Heard heard, int redirects) {
        var setup = RelayCall.setup(account, callSid, from, to, connect.parameters());
        return RelayCall.open(account, connect.url(), setup)
                .thenApply(open -> {
                    session = open;
                    return heard;
                })
                .exceptionallyCompose(failure -> follow(
                        connect.action(),
                        parameters("in-progress", "SessionStatus", "failed", "ErrorCode", "64102"),
                        heard.text().isEmpty() ? List.of() : List.of(heard.text()),
                        heard.fillers(),
                        redirects + 1));
    }

    private static List<String> join(List<String> first, List<String> more) {
        return Stream.concat(first.stream(), more.stream()).toList();
    }

    private static Then then(Next next) {
        return switch (next) {
            case Next.Gather _, Next.Connect _ -> new Then.Listens();
            case Next.Dial dial -> new Then.Connects(dial.number(), dial.timeoutSeconds());
            case Next.Record recording -> new Then.Records(recording.maxSeconds());
            case Next.Reject(String reason) -> new Then.IsRejected(reason);
            case Next.HangUp(), Next.Redirect(String _) -> new Then.IsOver();
        };
    }

    private static Next resolved(String document, Next next) {
        return switch (next) {
            case Next.Gather(String action) -> new Next.Gather(resolve(document, action));
            case Next.Dial dial ->
                new Next.Dial(dial.number(), dial.timeoutSeconds(), resolve(document, dial.action()));
            case Next.Record recording ->
                new Next.Record(recording.maxSeconds(), resolve(document, recording.action()));
            case Next.Connect connect ->
                new Next.Connect(connect.url(), resolve(document, connect.action()), connect.parameters());
            case Next.Redirect _, Next.Reject _, Next.HangUp _ -> next;
        };
    }

    private static String resolve(String document, String target) {
        return URI.create(document).resolve(target).toString();
    }

    private Map<String, String> parameters(String callStatus, String... more) {
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
        for (int i = 0; i < more.length; i += 2) {
            parameters.put(more[i], more[i + 1]);
        }
        return parameters;
    }
}
