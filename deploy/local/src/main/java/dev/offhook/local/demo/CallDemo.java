package dev.offhook.local.demo;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.offhook.events.CallEvent;
import dev.offhook.events.Reply;
import dev.offhook.local.demo.EventTail.Seen;
import dev.offhook.local.demo.Script.Line;
import dev.offhook.local.provider.PhoneCall;
import dev.offhook.local.provider.PhoneCall.Heard;

/** Plays one call, turn by turn, and holds what was heard against what stands on Kafka. */
final class CallDemo {
    private static final Duration EVENTS_FOLLOW = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String name;
    private final PhoneCall call;
    private final EventTail tail;
    private final Checks checks;
    private final Page page;
    private final Apologies apologies;

    CallDemo(String name, PhoneCall call, EventTail tail, Checks checks, Page page, Apologies apologies) {
        this.name = name;
        this.call = call;
        this.tail = tail;
        this.checks = checks;
        this.page = page;
        this.apologies = apologies;
    }

    void play(List<Line> lines) throws InterruptedException {
        greeting();
        int turn = 0;
        for (Line line : lines) {
            turn++;
            turn(turn, line);
        }
        end();
        checks.that(
                tail.matching(ours(CallEvent.FallbackSpoken.class)).isEmpty(),
                name + ": the ingress had to speak without the dialogue (FallbackSpoken)");
        checks.seen(tail.matching(this::ours));
    }

    private void greeting() throws InterruptedException {
        Predicate<Seen> started = ours(CallEvent.CallStarted.class);
        Exchange exchange = exchange(call::start);
        awaitReplyTo(started);
        page.caller("(звонит)", lines(started));
        if (exchange.heard() == null) {
            page.wrong(exchange.failure());
            checks.that(false, name + ": no greeting, " + exchange.failure());
        } else {
            page.bot(exchange.heard().text(), exchange.millis(), lines(repliesTo(started)));
            checks.that(!exchange.heard().text().isBlank(), name + ": the greeting has no words");
        }
        checks.expect(name + ": CallStarted", started);
        expectReplies("the greeting", started);
    }

    private void turn(int number, Line line) throws InterruptedException {
        String turn = name + ": turn " + number + " («" + line.caller() + "»)";
        Predicate<Seen> spoke = ours(CallEvent.CallerSpoke.class)
                .and(seen -> ((CallEvent.CallerSpoke) seen.event()).text().equals(line.caller()));
        Exchange exchange = exchange(() -> call.say(line.caller()));
        awaitReplyTo(spoke);
        page.caller(line.caller(), lines(spoke));
        String problem;
        if (exchange.heard() == null) {
            page.wrong(exchange.failure());
            problem = turn + " failed: " + exchange.failure();
        } else {
            page.bot(exchange.heard().text(), exchange.millis(), lines(repliesTo(spoke)));
            problem = problem(turn, line, exchange.heard(), repliesTo(spoke));
        }
        checks.turn(problem);
        checks.expect(turn + " CallerSpoke", spoke);
        expectReplies(turn, spoke);
    }

    private String problem(String turn, Line line, Heard heard, Predicate<Seen> replies) {
        if (heard.text().isBlank()) {
            return turn + " got an answer without words";
        }
        if (apologies.has(heard.text())) {
            return turn + " got an apology: " + heard.text();
        }
        if (line.answer() != null && !line.answer().equals(heard.text())) {
            return turn + " should be answered «" + line.answer() + "», was «" + heard.text() + "»";
        }
        String published = tail.matching(replies).stream()
                .map(Seen::event)
                .filter(Reply.Say.class::isInstance)
                .map(say -> ((Reply.Say) say).text())
                .collect(Collectors.joining(" "));
        return published.equals(heard.text()) ? null : turn + " was answered with words that no reply on Kafka has";
    }

    private void end() throws InterruptedException {
        Predicate<Seen> ended = ours(CallEvent.CallEnded.class);
        Exchange exchange = exchange(() -> call.end().thenApply(nothing -> new Heard("", 0, false)));
        tail.await(ended, EVENTS_FOLLOW);
        page.caller("(кладёт трубку)", lines(ended));
        checks.that(exchange.heard() != null, name + ": hanging up failed, " + exchange.failure());
        checks.expect(name + ": CallEnded", ended);
    }

    private record Exchange(Heard heard, String failure, long millis) {}

    private interface Request {
        CompletableFuture<Heard> send();
    }

    private static Exchange exchange(Request request) throws InterruptedException {
        long start = System.nanoTime();
        Heard heard = null;
        String failure = null;
        try {
            heard = request.send().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            failure = e.getCause().getMessage();
        } catch (TimeoutException e) {
            failure = "no answer within " + PATIENCE.toSeconds() + " s";
        } catch (IllegalStateException e) {
            failure = e.getMessage();
        }
        return new Exchange(heard, failure, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }

    private void expectReplies(String turn, Predicate<Seen> event) throws InterruptedException {
        checks.expect(turn + " Say", repliesTo(event).and(seen -> seen.event() instanceof Reply.Say));
        checks.expect(turn + " Listen", repliesTo(event).and(seen -> seen.event() instanceof Reply.Action));
    }

    private void awaitReplyTo(Predicate<Seen> event) throws InterruptedException {
        tail.await(repliesTo(event).and(seen -> seen.event() instanceof Reply.Action), EVENTS_FOLLOW);
    }

    private Predicate<Seen> repliesTo(Predicate<Seen> event) {
        return seen -> seen.event() instanceof Reply
                && tail.matching(event).stream()
                        .anyMatch(asked ->
                                asked.envelope().id().equals(seen.envelope().inReplyTo()));
    }

    private List<String> lines(Predicate<Seen> filter) {
        return tail.matching(filter).stream().map(EventNames::line).toList();
    }

    private Predicate<Seen> ours(Class<? extends CallEvent> type) {
        return seen -> ours(seen) && type.isInstance(seen.event());
    }

    private boolean ours(Seen seen) {
        return seen.envelope().subject().equals(call.conversationId());
    }
}
