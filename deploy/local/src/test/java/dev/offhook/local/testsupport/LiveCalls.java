package dev.offhook.local.testsupport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import dev.offhook.events.Provider;
import dev.offhook.local.provider.Ingress;
import dev.offhook.local.provider.PhoneCall;
import dev.offhook.local.provider.PhoneCall.Heard;
import dev.offhook.local.provider.Telephony;
import dev.offhook.local.provider.TenantsFile;

/**
 * Callers who talk to a stack, half of them over Twilio and half over Voximplant, one call after the other on each line.
 * Nothing is retried: a turn fails when its request does, when nothing is said, or when something else is said than a
 * caller on a quiet stack has heard in the same place.
 */
public final class LiveCalls implements AutoCloseable {
    private static final List<String> TALK_HR =
            List.of("Хочу выбрать профессию", "Сколько стоит консультация?", "Интересует IT, но не знаю с чего начать");
    private static final List<String> TALK_HOTEL =
            List.of("Сколько стоит номер?", "Во сколько завтрак?", "Есть ли у вас парковка?");
    private static final Duration WARM_UP = Duration.ofSeconds(30);

    private final Ingress ingress;
    private final Telephony telephony;
    private final Duration pause;
    private final Map<Provider, List<String>> expected = new EnumMap<>(Provider.class);
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong turns = new AtomicLong();
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong slowestMillis = new AtomicLong();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private final List<Thread> lines = new ArrayList<>();

    private LiveCalls(RunningStack stack, int lines, Duration pause) {
        int port = stack.ports().webhook();
        ingress = new Ingress("http://localhost:" + port, port, lines);
        telephony = new Telephony(ingress, TenantsFile.read(stack.layout().tenantsFile()));
        this.pause = pause;
    }

    /**
     * Starts.
     *
     * @param count how many lines
     * @param pause how long a caller listens and thinks between two turns, on average
     */
    public static LiveCalls on(RunningStack stack, int count, Duration pause) {
        var calls = new LiveCalls(stack, count, pause);
        for (var provider : List.of(Provider.TWILIO, Provider.VOXIMPLANT)) {
            calls.expected.put(provider, calls.rehearsed(provider));
        }
        for (int i = 0; i < count; i++) {
            var provider = i % 2 == 0 ? Provider.TWILIO : Provider.VOXIMPLANT;
            calls.lines.add(Thread.startVirtualThread(() -> calls.talk(provider)));
        }
        return calls;
    }

    /** How many turns were answered, right or wrong. */
    public long turns() {
        return turns.get();
    }

    /** How many calls were begun. */
    public long calls() {
        return calls.get();
    }

    /** The longest time from a caller's turn to the end of its answer, fillers included. */
    public Duration slowest() {
        return Duration.ofMillis(slowestMillis.get());
    }

    /** Counts from zero again: what went wrong on a cold stack is forgotten. */
    public void startOver() {
        failures.clear();
        turns.set(0);
        calls.set(0);
        slowestMillis.set(0);
    }

    /** What went wrong so far, a line each. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    /** Lets every line finish its turn and hang up. */
    @Override
    public void close() {
        over.complete(null);
        lines.forEach(line -> {
            try {
                line.join(Ingress.PATIENCE.multipliedBy(3));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        ingress.close();
    }

    // The first answers of a cold stack are slow; only what two calls have heard alike is what has to be said.
    private List<String> rehearsed(Provider provider) {
        var end = System.nanoTime() + WARM_UP.toNanos();
        while (true) {
            var first = rehearse(provider);
            var second = rehearse(provider);
            if (first.equals(second)) {
                return first;
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException("two callers hear different things: " + first + " and " + second);
            }
        }
    }

    private List<String> rehearse(Provider provider) {
        var call = telephony.call(tenant(provider), provider);
        var heard = new ArrayList<String>();
        heard.add(call.start().join().text());
        for (String words : talk(tenant(provider))) {
            heard.add(call.say(words).join().text());
        }
        call.end().join();
        return heard;
    }

    private void talk(Provider provider) {
        thinks();
        while (!over.isDone()) {
            calls.incrementAndGet();
            var call = telephony.call(tenant(provider), provider);
            try {
                converse(call, provider);
                call.end().join();
            } catch (CompletionException | IllegalStateException e) {
                failures.add(provider.id() + ": " + e.getMessage());
            }
        }
    }

    private void converse(PhoneCall call, Provider provider) {
        var answers = expected.get(provider);
        var words = talk(tenant(provider));
        hears(provider, answers.getFirst(), call.start());
        for (int i = 0; i < words.size() && !over.isDone(); i++) {
            thinks();
            hears(provider, answers.get(i + 1), call.say(words.get(i)));
        }
        thinks();
    }

    private void hears(Provider provider, String wanted, CompletableFuture<Heard> answer) {
        long asked = System.nanoTime();
        var heard = answer.join();
        turns.incrementAndGet();
        slowestMillis.accumulateAndGet(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked), Math::max);
        if (!heard.text().equals(wanted)) {
            failures.add(provider.id() + ": heard '" + heard.text() + "' instead of '" + wanted + "'");
        }
    }

    private void thinks() {
        long millis = pause.toMillis() / 2 + ThreadLocalRandom.current().nextLong(pause.toMillis());
        over.copy().completeOnTimeout(null, millis, TimeUnit.MILLISECONDS).join();
    }

    private static String tenant(Provider provider) {
        return provider == Provider.TWILIO ? "hr-center" : "hotel-royal";
    }

    private static List<String> talk(String tenant) {
        return "hr-center".equals(tenant) ? TALK_HR : TALK_HOTEL;
    }
}
