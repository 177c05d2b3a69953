package dev.offhook.webhook.fuzz;

import java.io.IOException;
import java.io.StringReader;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.xml.parsers.DocumentBuilderFactory;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offhook.servers.RealServers;
import dev.offhook.webhook.testsupport.ByteHttp;
import dev.offhook.webhook.testsupport.ByteHttp.Answer;
import dev.offhook.webhook.testsupport.DemoTenants;
import dev.offhook.webhook.testsupport.TopicEnds;
import dev.offhook.webhook.testsupport.Unlimited;
import dev.offhook.webhook.testsupport.VoximplantAccount;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Odd requests at every address, over real HTTP. {@code ./offhook test --full} sends more than a hundred thousand.
 * {@code -Doffhook.fuzz.seed} repeats a run.
 */
@QuarkusTest
@WithTestResource(RealServers.class)
@TestProfile(Unlimited.class)
class FuzzTest {
    private static final Logger LOG = Logger.getLogger(FuzzTest.class);
    private static final boolean FULL = Boolean.getBoolean("offhook.test.full");
    private static final long SEED = Long.getLong("offhook.fuzz.seed", System.currentTimeMillis());
    private static final int CLIENTS = 16;
    private static final int WARM_UP = 1_000;
    // What is refused leaves nothing behind. Of what is taken, the test's own double of the dialogue keeps every event,
    // and the answers are cached for two minutes.
    private static final long REFUSED_MAY_KEEP = 16L << 20;
    private static final long TAKEN_MAY_KEEP = 48L << 20;
    private static final int SHOWN_BYTES = 3_000;
    /** Anybody is believed about this tenant, also who names none: it has asked for that. */
    private static final String UNSIGNED = "hotel-royal";

    @Inject
    DemoTenants tenants;

    @Inject
    VoximplantAccount account;

    @Inject
    TopicEnds topics;

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    @BeforeEach
    void tenantsAreKnown() {
        tenants.awaitKnown();
        account.awaitKnown();
    }

    @Test
    void whatNobodyHasSignedIsRefusedAndTellsNothing() {
        // Given
        var requests = new FuzzedRequests(SEED, false);
        run(requests, 0, WARM_UP);
        long heap = usedHeap();
        long told = topics.eventsBut(UNSIGNED);

        // When
        var run = run(requests, WARM_UP, FULL ? 100_000 : 20_000);

        // Then
        long grown = report("unverified", run, heap);
        assertThat(run.wrong).isEmpty();
        assertThat(topics.eventsBut(UNSIGNED)).isEqualTo(told);
        assertThat(grown).isLessThan(REFUSED_MAY_KEEP);
    }

    @Test
    void whatIsSignedIsAnsweredWhateverItHolds() {
        // Given
        var requests = new FuzzedRequests(SEED, true);
        run(requests, 0, WARM_UP);
        long heap = usedHeap();

        // When
        var run = run(requests, WARM_UP, FULL ? 25_000 : 4_000);

        // Then
        long grown = report("signed", run, heap);
        assertThat(run.wrong).isEmpty();
        assertThat(run.statuses).containsKeys(200, 204);
        assertThat(grown).isLessThan(TAKEN_MAY_KEEP);
    }

    private static final class Run {
        private final Map<Integer, AtomicInteger> statuses = new ConcurrentSkipListMap<>();
        private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
        private volatile Duration took = Duration.ZERO;
    }

    private Run run(FuzzedRequests requests, int from, int count) {
        var run = new Run();
        var next = new AtomicLong(from);
        long startedAt = System.nanoTime();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int client = 0; client < CLIENTS; client++) {
                clients.submit(() -> {
                    try (var http = new ByteHttp(port)) {
                        for (long number = next.getAndIncrement();
                                number < from + count;
                                number = next.getAndIncrement()) {
                            judge(run, requests, number, http);
                        }
                    } catch (IOException | RuntimeException e) {
                        run.wrong.add("a client broke: " + e);
                    }
                });
            }
        }
        run.took = Duration.ofNanos(System.nanoTime() - startedAt);
        return run;
    }

    private static void judge(Run run, FuzzedRequests requests, long number, ByteHttp http) throws IOException {
        byte[] request = requests.request(number);
        var answer = http.send(request);
        run.statuses
                .computeIfAbsent(answer.status(), status -> new AtomicInteger())
                .incrementAndGet();
        String fault = fault(request, answer);
        if (!fault.isEmpty()) {
            String shown = new String(request, 0, Math.min(request.length, SHOWN_BYTES), ISO_8859_1);
            run.wrong.add("seed=" + SEED + " number=" + number + ": " + fault + "\nrequest: " + shown + "\nin hex: "
                    + HexFormat.of().formatHex(request, 0, Math.min(request.length, SHOWN_BYTES)) + "\nanswer: "
                    + answer);
        }
    }

    private static String fault(byte[] request, Answer answer) {
        // The status page says so when another service is away, and so does the API of its issuer.
        boolean away = answer.status() == 503
                && new String(request, ISO_8859_1).split("\n", 2)[0].matches("\\w+ /(status|api/).*\\s*");
        if (answer.status() >= 500 && !away) {
            return "status " + answer.status();
        }
        String body = answer.body();
        for (String leak :
                new String[] {"Exception", "\tat ", "<html", "<HTML", "io.quarkus", "java.lang", "dev.offhook"}) {
            if (body.contains(leak)) {
                return "the answer holds " + leak;
            }
        }
        try {
            if (answer.contentType().contains("json")) {
                new ObjectMapper().readTree(body);
            } else if (answer.contentType().startsWith("text/xml")) {
                var factory = DocumentBuilderFactory.newInstance();
                factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
                var builder = factory.newDocumentBuilder();
                builder.setErrorHandler(null);
                builder.parse(new InputSource(new StringReader(body)));
            }
        } catch (Exception e) {
            return "not well-formed: " + e.getMessage();
        }
        return "";
    }

    private static long report(String what, Run run, long heapBefore) {
        long grown = usedHeap() - heapBefore;
        var statuses = new TreeMap<Integer, Integer>();
        run.statuses.forEach((status, count) -> statuses.put(status, count.get()));
        LOG.infof(
                "fuzz, %s: seed=%d took=%ds heap=%+dKiB statuses=%s wrong=%d",
                what, SEED, run.took.toSeconds(), grown >> 10, statuses, run.wrong.size());
        run.wrong.stream().limit(10).forEach(LOG::warn);
        return grown;
    }

    private static long usedHeap() {
        // The second time takes what the first one has made unreachable.
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
