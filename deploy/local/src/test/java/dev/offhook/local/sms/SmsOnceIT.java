package dev.offhook.local.sms;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.offhook.events.Provider;
import dev.offhook.events.SmsEvent.Status;
import dev.offhook.events.SmsRequest;
import dev.offhook.events.SmsRequest.Purpose;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.local.cli.Console;
import dev.offhook.local.simulator.SentMessage;
import dev.offhook.local.simulator.faults.FaultRule;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Single messages whose way is hard: lost answers, consent, a provider that is away. */
@EnabledIfSystemProperty(
        named = "offhook.test.full",
        matches = "true",
        disabledReason = "takes nine minutes: ./offhook test --full")
class SmsOnceIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static SmsStack stack;

    @BeforeAll
    static void start() {
        stack = SmsStack.start(1, Map.of());
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"reset-after; lost", "error-after; lost", "slow/20000; lost"})
    void lostAnswerIsFoundAtTwilio(String script) {
        // Given
        String text = "Your code is 4711 sim(" + script + ")";
        String to = freshNumber();
        Instant start = Instant.now();

        // When
        ask(SmsTenants.PLAIN, "lost " + script, to, text, null);

        // Then
        awaitStatus("lost " + script, Status.SENT, Status.DELIVERED);
        Console.ofProcess()
                .line(
                        "an answer that was lost (%s): %s after %s s",
                        script,
                        states("lost " + script),
                        Duration.between(start, Instant.now()).toSeconds());
        assertThat(states("lost " + script)).contains(Status.UNKNOWN);
        assertThat(taken(to)).hasSize(1);
        assertThat(stack.traffic().last("lost " + script).messageId())
                .isEqualTo(taken(to).getFirst().id());
    }

    @Test
    void lostAnswerIsFoundAtVoximplant() {
        // Given
        String to = freshNumber();

        // When
        ask(SmsTenants.BACKED, "lost at voximplant", to, "Hello sim(reset-after)", Channel.Kind.VOXIMPLANT_SMS);

        // Then
        awaitStatus("lost at voximplant", Status.SENT, Status.DELIVERED);
        assertThat(states("lost at voximplant")).contains(Status.UNKNOWN);
        assertThat(taken(to)).extracting(SentMessage::provider).containsExactly("voximplant");
    }

    @Test
    void equalTextsToOneNumberAreNotTakenForEachOther() {
        // Given
        String to = freshNumber();
        String text = "Your taxi is here sim(reset-after; reset-after; ok; lost)";

        // When
        List<String> ids = IntStream.range(0, 3).mapToObj(i -> "equal-" + i).toList();
        ids.forEach(id -> ask(SmsTenants.BULK, id, to, text, null));

        // Then
        ids.forEach(id -> awaitStatus(id, Status.SENT, Status.DELIVERED));
        assertThat(taken(to)).hasSize(3);
        assertThat(ids)
                .extracting(id -> stack.traffic().last(id).messageId())
                .containsExactlyInAnyOrderElementsOf(
                        taken(to).stream().map(SentMessage::id).toList());
    }

    @Test
    void sameRequestTwiceIsOneMessage() {
        // Given
        String to = freshNumber();

        // When
        ask(SmsTenants.PLAIN, "twice", to, "Hello", null);
        ask(SmsTenants.PLAIN, "twice", to, "Hello", null);
        ask(SmsTenants.PLAIN, "after twice", to, "Goodbye", null);

        // Then
        awaitStatus("after twice", Status.DELIVERED);
        assertThat(taken(to)).extracting(SentMessage::text).containsExactly("Hello", "Goodbye");
    }

    @ParameterizedTest
    @ValueSource(strings = {"busy x3", "busy/2", "reset"})
    void whatWasNotTakenIsSentLater(String script) {
        // Given
        String to = freshNumber();

        // When
        ask(SmsTenants.PLAIN, "later " + script, to, "Hello sim(" + script + ")", null);

        // Then
        awaitStatus("later " + script, Status.DELIVERED);
        assertThat(taken(to)).hasSize(1);
    }

    @Test
    void fallbackProviderTakesWhatTheFirstHasNot() {
        // Given
        String to = freshNumber();
        stack.simulator().follow(new FaultRule("twilio", to, null, null, "busy always"));

        // When
        ask(SmsTenants.BACKED, "backed", to, "Hello", null);

        // Then
        awaitStatus("backed", Status.SENT, Status.DELIVERED);
        stack.simulator().follow();
        assertThat(taken(to)).extracting(SentMessage::provider).containsExactly("voximplant");
        assertThat(stack.traffic().last("backed").provider()).isEqualTo(Provider.VOXIMPLANT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"STOP", "стоп.", "Стоп", "ОТПИСАТЬСЯ!"})
    void nobodyGetsMessagesAfterStopAndBeforeStart(String word) throws Exception {
        // Given
        String customer = freshNumber();
        var phone = stack.customer(customer, SmsTenants.PLAIN_NUMBER);
        phone.send(word).get(30, TimeUnit.SECONDS);

        // When
        String stopped = awaitAnswer(customer, "stopped", Status.SUPPRESSED);
        phone.send("START").get(30, TimeUnit.SECONDS);
        String started = awaitAnswer(customer, "started", Status.DELIVERED);

        // Then
        assertThat(stack.traffic().last(stopped).reason()).startsWith("consent:");
        assertThat(taken(customer)).extracting(SentMessage::text).contains(started);
        assertThat(taken(customer)).extracting(SentMessage::text).doesNotContain(stopped);
    }

    @Test
    void refusedForConsentIsNotTriedAgain() {
        // Given
        String to = freshNumber();
        ask(SmsTenants.PLAIN, "refused " + to, to, "Hello sim(refuse/21610)", null);
        awaitStatus("refused " + to, Status.FAILED);

        // When
        ask(SmsTenants.PLAIN, "after refused " + to, to, "Hello", null);

        // Then
        awaitStatus("after refused " + to, Status.SUPPRESSED);
        assertThat(stack.traffic().last("refused " + to).errorCode()).isEqualTo("21610");
        assertThat(taken(to)).isEmpty();
    }

    /** What a customer said is known a moment later: asks until the answer is the expected one; gives its text. */
    private static String awaitAnswer(String customer, String prefix, Status expected) {
        var tries = new AtomicInteger();
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(
                        () -> {
                            String id = prefix + " " + customer + " " + tries.getAndIncrement();
                            ask(SmsTenants.PLAIN, id, customer, id, null);
                            awaitStatus(id, Status.SUPPRESSED, Status.DELIVERED);
                            return id;
                        },
                        id -> stack.traffic().last(id).status() == expected);
    }

    private static void ask(String tenant, String id, String to, String text, Channel.Kind channel) {
        stack.traffic()
                .request(
                        tenant,
                        id,
                        new SmsRequest(to, null, text, Purpose.NOTIFICATION, null, null, channel, null, null));
    }

    private static void awaitStatus(String id, Status... expected) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(stack.traffic().last(id))
                .isNotNull()
                .satisfies(last -> assertThat(last.status()).isIn((Object[]) expected)));
    }

    private static List<Status> states(String id) {
        return stack.traffic().changes(id).stream()
                .map(change -> change.event().status())
                .toList();
    }

    private static List<SentMessage> taken(String to) {
        return stack.simulator().ledger().stream()
                .filter(message -> message.isTo(to))
                .toList();
    }

    private static String freshNumber() {
        return "+1415" + (3_000_000 + ThreadLocalRandom.current().nextInt(6_000_000));
    }
}
