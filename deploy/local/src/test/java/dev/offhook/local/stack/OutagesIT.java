package dev.offhook.local.stack;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import dev.offhook.events.Provider;
import dev.offhook.local.cli.Console;
import dev.offhook.local.provider.Ingress;
import dev.offhook.local.provider.PhoneCall;
import dev.offhook.local.provider.Telephony;
import dev.offhook.local.provider.TenantsFile;
import dev.offhook.local.provider.TwilioAccount;
import dev.offhook.local.provider.TwimlDocument;
import dev.offhook.local.provider.TwimlDocument.Next;
import dev.offhook.local.testsupport.RunningStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a caller hears while the dialogue or Kafka is away, and once it is back. */
@ExtendWith(RunningStack.Given.class)
class OutagesIT {
    private static final Duration WORDS_WITHIN = Duration.ofSeconds(4);
    private static final Duration BACK_WITHIN = Duration.ofMinutes(2);
    private static final String PRICE = "Сколько стоит номер?";
    private static final String CHOICE = "Хочу выбрать профессию";
    private static final String CHOSEN = "С удовольствием помогу выбрать профессию";

    private final RunningStack stack;
    private Ingress ingress;
    private Telephony telephony;
    private TenantsFile tenants;

    OutagesIT(RunningStack stack) {
        this.stack = stack;
    }

    @BeforeEach
    void connect() {
        int port = stack.ports().webhook();
        ingress = new Ingress("http://localhost:" + port, port, 10);
        tenants = TenantsFile.read(stack.layout().tenantsFile());
        telephony = new Telephony(ingress, tenants);
        awaitAnswers();
    }

    @AfterEach
    void disconnect() {
        ingress.close();
    }

    @ParameterizedTest
    @CsvSource({"dialogue, STOP", "kafka, STOP", "dialogue, KILL"})
    void wordsComeInTimeAndTheSameCallsGoOnAfterwards(String name, String signal) throws Exception {
        // Given
        var twilio = new Line();
        twilio.hears("/webhook/call", "CallStatus", "ringing");
        var voximplant = telephony.call("hotel-royal", Provider.VOXIMPLANT);
        voximplant.start().join();
        var before = process(name);

        // When
        kill(signal, before);
        List<Duration> waits;
        Answered apology;
        try {
            // Both at once, for a process that was killed is back within seconds.
            long asked = System.nanoTime();
            var answered = voximplant
                    .say(PRICE)
                    .thenApply(heard -> new Answered(heard, Duration.ofNanos(System.nanoTime() - asked)));
            waits = twilio.hears(twilio.action, "SpeechResult", CHOICE);
            apology = answered.join();
        } finally {
            if (signal.equals("STOP")) {
                kill("CONT", before);
            }
        }

        // Then
        Console.ofProcess()
                .line("%s %s: words after %s (Voximplant), %s (Twilio)", name, signal, apology.waited(), waits);
        assertThat(apology.heard().text())
                .satisfiesAnyOf(
                        text -> assertThat(text).isEqualTo(phrase("hotel-royal")),
                        text -> answered(signal, text, "6500"));
        assertThat(apology.heard().listening()).isTrue();
        assertThat(apology.waited()).isLessThan(WORDS_WITHIN);
        assertThat(String.join(" ", twilio.last.said()))
                .satisfiesAnyOf(
                        text -> assertThat(text).contains(phrase("hr-center")), text -> answered(signal, text, CHOSEN));
        assertThat(waits).allSatisfy(wait -> assertThat(wait).isLessThan(WORDS_WITHIN));
        long gone = System.nanoTime();
        awaitAnswers();
        Console.ofProcess()
                .line(
                        "%s %s: answers again %d ms later",
                        name, signal, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - gone));
        assertThat(voximplant.say(PRICE).join().text()).contains("6500");
        twilio.hears(twilio.action, "SpeechResult", CHOICE);
        assertThat(String.join(" ", twilio.last.said())).contains(CHOSEN);
    }

    /** What was killed, and not only stopped, may be back before the patience ends: then the answer is true. */
    private static void answered(String signal, String text, String answer) {
        assertThat(signal).isEqualTo("KILL");
        assertThat(text).contains(answer);
    }

    private record Answered(PhoneCall.Heard heard, Duration waited) {}

    /** A call over Twilio, document by document. */
    private final class Line {
        private final String call = "CA" + UUID.randomUUID().toString().replace("-", "");
        private final TwilioAccount account = new TwilioAccount(ingress, "AC00000000000000000000000000000001", "12345");
        private String action;
        private TwimlDocument last;

        /** Follows the redirects; how long each document took, all of which hold words. */
        List<Duration> hears(String target, String... more) {
            var waits = new ArrayList<Duration>();
            String url = target.startsWith("/") ? ingress.url(target) : target;
            while (true) {
                long asked = System.nanoTime();
                last = TwimlDocument.parse(account.post(url, parameters(more)).join());
                waits.add(Duration.ofNanos(System.nanoTime() - asked));
                assertThat(last.said()).isNotEmpty();
                if (!(last.next() instanceof Next.Redirect(String next))) {
                    break;
                }
                url = URI.create(url).resolve(next).toString();
            }
            assertThat(last.next()).isInstanceOf(Next.Gather.class);
            action = URI.create(url)
                    .resolve(((Next.Gather) last.next()).action())
                    .toString();
            return waits;
        }

        private Map<String, String> parameters(String... more) {
            var parameters = new LinkedHashMap<String, String>();
            parameters.put("AccountSid", account.sid());
            parameters.put("CallSid", call);
            parameters.put("CallStatus", "in-progress");
            parameters.put("From", "+14155550177");
            parameters.put("To", "+15005550006");
            for (int i = 0; i < more.length; i += 2) {
                parameters.put(more[i], more[i + 1]);
            }
            return parameters;
        }
    }

    private void awaitAnswers() {
        await().atMost(BACK_WITHIN).ignoreExceptions().until(() -> {
            var call = telephony.call("hotel-royal", Provider.VOXIMPLANT);
            return call.start().join().text().contains("консьерж")
                    && call.say(PRICE).join().text().contains("6500");
        });
    }

    private String phrase(String tenant) {
        return tenants.tenant(tenant).assistant().phrases().fallback();
    }

    private ProcessState process(String name) {
        return StackState.read(stack.layout()).orElseThrow().processes(name).getFirst();
    }

    private static void kill(String signal, ProcessState process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }
}
