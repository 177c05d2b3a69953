package dev.offhook.notification.sending;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

import dev.offhook.events.Provider;
import dev.offhook.notification.providers.Account;
import dev.offhook.notification.providers.Outcome;
import dev.offhook.notification.testsupport.FakeTwilio;
import dev.offhook.notification.testsupport.FakeVoximplant;
import dev.offhook.servers.RealServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@WithTestResource(RealServers.class)
@WithTestResource(FakeTwilio.class)
@WithTestResource(FakeVoximplant.class)
class AccountsTest {
    private static final Outcome AWAY = new Outcome.NotTaken(null, "away", null, true);
    private static final Outcome TAKEN = new Outcome.Taken("SM1");
    private static final Outcome REFUSED = new Outcome.Refused("21211", "no number", false);

    private final Account account = new Account(Provider.TWILIO, "AC1", "secret");
    private final Account other = new Account(Provider.TWILIO, "AC2", "secret");
    private final Accounts accounts =
            new Accounts(new Circuit(4, 0.5, Duration.ofMillis(700)), new SimpleMeterRegistry());

    private record Circuit(int attempts, double failures, Duration pause) implements SendingConfiguration.Circuit {}

    @Test
    void accountThatFailsTooOftenIsLeftAloneAndThenAskedAgain() {
        // Given
        for (int i = 0; i < 4; i++) {
            accounts.attempt(account, () -> AWAY);
        }
        var asked = new AtomicInteger();
        // When
        var outcome = accounts.attempt(account, () -> {
            asked.incrementAndGet();
            return TAKEN;
        });
        // Then
        assertThat(outcome).isInstanceOf(Outcome.NotAsked.class);
        assertThat(asked).hasValue(0);
        assertThat(accounts.restingUntil(account, Instant.now())).isPresent();
        assertThat(accounts.restingUntil(other, Instant.now())).isEmpty();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> accounts.attempt(account, () -> TAKEN).equals(TAKEN));
    }

    @Test
    void refusalsDoNotSpeakAgainstTheProvider() {
        // Given
        for (int i = 0; i < 10; i++) {
            accounts.attempt(account, () -> REFUSED);
        }
        // When
        var outcome = accounts.attempt(account, () -> TAKEN);
        // Then
        assertThat(outcome).isEqualTo(TAKEN);
    }

    @Test
    void accountThatAsksToBeLeftAloneRestsForSoLong() {
        // Given
        var now = Instant.now();
        // When
        accounts.attempt(account, () -> new Outcome.NotTaken("20429", "busy", Duration.ofSeconds(30), false));
        // Then
        assertThat(accounts.restingUntil(account, now).orElseThrow())
                .isBetween(now.plusSeconds(30), now.plusSeconds(40));
    }
}
