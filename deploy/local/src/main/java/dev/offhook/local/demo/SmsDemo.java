package dev.offhook.local.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

import dev.offhook.events.SmsEvent;
import dev.offhook.events.SmsRequest;
import dev.offhook.local.demo.EventTail.Seen;
import dev.offhook.local.demo.Script.Line;
import dev.offhook.local.provider.Ingress;
import dev.offhook.local.provider.SimulatorInbox;
import dev.offhook.local.provider.TwilioSms;
import dev.offhook.local.simulator.SentMessage;

/** Plays a conversation by text message: the answers are what the provider simulator was asked to send. */
final class SmsDemo {
    // Longer than the provider's own limit, so that its reason is what is shown.
    private static final Duration PATIENCE = Ingress.PATIENCE.plusSeconds(5);
    private static final Duration EVENTS_FOLLOW = Duration.ofSeconds(3);

    private final String name;
    private final TwilioSms customer;
    private final SimulatorInbox inbox;
    private final EventTail tail;
    private final Checks checks;
    private final Page page;
    private final Apologies apologies;

    SmsDemo(
            String name,
            TwilioSms customer,
            SimulatorInbox inbox,
            EventTail tail,
            Checks checks,
            Page page,
            Apologies apologies) {
        this.name = name;
        this.customer = customer;
        this.inbox = inbox;
        this.tail = tail;
        this.checks = checks;
        this.page = page;
        this.apologies = apologies;
    }

    void play(List<Line> lines) throws IOException, InterruptedException {
        for (Line line : lines) {
            message(line, inbox.messages().size());
        }
    }

    private void message(Line line, int known) throws IOException, InterruptedException {
        String message = name + ": «" + line.caller() + "»";
        long start = System.nanoTime();
        String sid;
        try {
            sid = customer.send(line.caller()).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            notTaken(line, message, e.getCause().getMessage());
            return;
        } catch (TimeoutException e) {
            notTaken(line, message, "no answer within " + PATIENCE.toSeconds() + " s");
            return;
        }
        Optional<SentMessage> reply = inbox.next(known, PATIENCE);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);

        Predicate<Seen> received = seen -> seen.event() instanceof SmsEvent.SmsReceived sms
                && sms.messageId().equals(sid);
        Predicate<Seen> request = requestFrom(received);
        Predicate<Seen> sent = seen -> seen.event() instanceof SmsEvent.SmsStatusChanged changed
                && changed.status() == SmsEvent.Status.SENT
                && tail.matching(request).stream()
                        .anyMatch(asked -> asked.envelope().id().equals(changed.requestId()));
        tail.await(sent, EVENTS_FOLLOW);
        page.caller(line.caller(), lines(received));
        reply.ifPresentOrElse(
                got -> page.bot(got.text(), millis, lines(request.or(sent))),
                () -> page.wrong("no reply within " + PATIENCE.toSeconds() + " s"));
        checks.turn(reply.isPresent() ? problem(message, reply.get()) : (message + " got no reply"));
        checks.expect(message + " SmsReceived", received);
        checks.expect(message + " SmsRequest", request);
        checks.expect(message + " SmsStatusChanged sent", sent);
        checks.seen(tail.matching(received.or(request).or(sent)));
    }

    private void notTaken(Line line, String message, String reason) {
        page.caller(line.caller(), List.of());
        page.wrong(reason);
        checks.turn(message + " was not taken: " + reason);
    }

    private String problem(String message, SentMessage reply) {
        if (reply.text().isBlank()) {
            return message + " got a reply without words";
        }
        return apologies.has(reply.text()) ? message + " got an apology: " + reply.text() : null;
    }

    // The thread's key is a hash that only Offhook can compute, so that the request is known by the message it answers.
    private Predicate<Seen> requestFrom(Predicate<Seen> received) {
        return seen -> seen.event() instanceof SmsRequest
                && tail.matching(received).stream()
                        .anyMatch(cause -> seen.key().equals(cause.key())
                                && seen.envelope()
                                        .id()
                                        .startsWith(cause.envelope().id()));
    }

    private List<String> lines(Predicate<Seen> filter) {
        return tail.matching(filter).stream().map(EventNames::line).toList();
    }
}
