package dev.offhook.webhook.replicas;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import dev.offhook.servers.Servers;
import dev.offhook.webhook.testsupport.ByteHttp;
import dev.offhook.webhook.testsupport.DistantDialogue;
import dev.offhook.webhook.testsupport.Twilio;
import dev.offhook.webhook.testsupport.WebhookProcess;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static java.util.concurrent.Executors.newSingleThreadScheduledExecutor;
import static org.assertj.core.api.Assertions.assertThat;

/** Calls that wait cost neither threads nor much memory: half of them over Twilio, half over Voximplant. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "what a process costs is read from /proc")
class HeldCallsIT {
    private static final Logger LOG = Logger.getLogger(HeldCallsIT.class);
    private static final boolean FULL = Boolean.getBoolean("offhook.test.full");
    private static final Duration REPLY_AFTER = Duration.ofSeconds(3);
    private static final int WARM_UP = 60;
    private static final int FEW = 10;
    private static final int MANY = FULL ? 1_000 : 200;
    private static final int MOST_THREADS_MORE = 5;
    private static final long MOST_MEGABYTES_MORE = 150;
    private static final Pattern REDIRECT = Pattern.compile("<Redirect[^>]*>([^<]*)</Redirect>");

    private DistantDialogue dialogue;
    private WebhookProcess webhook;

    @BeforeEach
    void start() {
        Servers.get().freshTopics();
        dialogue = new DistantDialogue(Duration.ZERO);
        Calls.publishTenants(dialogue);
        // As it is shipped in the full run; elsewhere a busy machine may need longer than a caller's patience.
        webhook = WebhookProcess.start(FULL ? Map.of() : Map.of("OFFHOOK_HOLD_FALLBACK_AFTER", "15s"));
    }

    @AfterEach
    void stop() {
        webhook.close();
        dialogue.close();
    }

    /** What the process needed at its peak while calls were held, and how many of them heard their answer. */
    private record Cost(int threads, long megabytes, long answered, long slowestMillis) {}

    @Test
    void manyHeldCallsNeedNoMoreThreadsThanAFew() throws InterruptedException {
        // Given
        for (int round = 0; round < WARM_UP; round++) {
            hold(FEW);
        }
        dialogue.answerAfter(REPLY_AFTER);
        var few = hold(FEW);

        // When
        var many = hold(MANY);

        // Then
        LOG.infof("held: %d %s, %d %s", FEW, few, MANY, many);
        assertThat(many.answered()).isEqualTo(MANY);
        assertThat(many.threads() - few.threads()).isLessThanOrEqualTo(MOST_THREADS_MORE);
        assertThat(many.megabytes() - few.megabytes()).isLessThan(MOST_MEGABYTES_MORE);
    }

    private Cost hold(int calls) throws InterruptedException {
        var peak = new Object() {
            private volatile int threads;
            private volatile long megabytes;
        };
        try (var watch = newSingleThreadScheduledExecutor();
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            watch.scheduleAtFixedRate(
                    () -> {
                        peak.threads = Math.max(peak.threads, webhook.threads());
                        peak.megabytes = Math.max(peak.megabytes, webhook.residentMegabytes());
                    },
                    0,
                    50,
                    TimeUnit.MILLISECONDS);
            var waiting = new ArrayList<Future<Long>>();
            for (int call = 0; call < calls; call++) {
                boolean twilio = call % 2 == 0;
                waiting.add(callers.submit(() -> twilio ? twilioCall() : voximplantCall()));
            }
            long answered = 0;
            long slowest = 0;
            for (var call : waiting) {
                long millis = await(call);
                answered += millis >= 0 ? 1 : 0;
                slowest = Math.max(slowest, millis);
            }
            watch.shutdownNow();
            return new Cost(peak.threads, peak.megabytes, answered, slowest);
        }
    }

    private static long await(Future<Long> call) throws InterruptedException {
        try {
            return call.get();
        } catch (ExecutionException e) {
            LOG.warn("a call failed", e.getCause());
            return -1;
        }
    }

    /** Follows the fillers; milliseconds until the answer, or -1 when it was another. */
    private long twilioCall() throws IOException {
        long startedAt = System.nanoTime();
        String call = UUID.randomUUID().toString().replace("-", "");
        try (var http = new ByteHttp(webhook.port())) {
            String document = http.send(Calls.twilioSpeech(call, 1)).body();
            for (var redirect = REDIRECT.matcher(document); redirect.find(); redirect = REDIRECT.matcher(document)) {
                String target = Twilio.target(redirect.group(1).replace("&amp;", "&"));
                document = http.send(Calls.twilio(target, "CallSid=CA" + call + "&CallStatus=in-progress"))
                        .body();
            }
            return judged(document, call, startedAt);
        }
    }

    private long voximplantCall() throws IOException {
        long startedAt = System.nanoTime();
        String call = UUID.randomUUID().toString().replace("-", "");
        try (var http = new ByteHttp(webhook.port())) {
            return judged(http.send(Calls.voximplantSpeech(call, 1)).body(), call, startedAt);
        }
    }

    private static long judged(String answer, String call, long startedAt) {
        if (!answer.contains("Вы сказали: да " + call)) {
            LOG.warnf("not the answer: %s", answer);
            return -1;
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedAt);
    }
}
