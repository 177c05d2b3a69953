package dev.offhook.dialogue.limits;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

import dev.offhook.dialogue.limits.MessageLimits.Message;
import dev.offhook.dialogue.testsupport.AtOnce;
import dev.offhook.dialogue.testsupport.Replicas;
import dev.offhook.dialogue.testsupport.Tenant;
import dev.offhook.events.LimitReached.Limit;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Limits;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MessageLimitsTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final String CUSTOMER = "+79165550100";
    private static Replicas replicas;

    private final LimitsConfiguration configuration = Replicas.defaults(LimitsConfiguration.class);
    private final MessageLimits first = new MessageLimits(replicas.get(0), configuration);
    private final MessageLimits second = new MessageLimits(replicas.get(1), configuration);
    private final String slug = "messages-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        replicas = new Replicas(2);
    }

    @AfterAll
    static void stop() {
        replicas.close();
    }

    @Test
    void machineThatSaysTheSameAgainAndAgainIsLeftAlone() {
        // Given
        var tenant = tenant(null);
        int answered = configuration.loop().sameWords();

        // When
        var verdicts = IntStream.rangeClosed(0, answered)
                .mapToObj(i -> first.check(tenant, message(i, "Ваша заявка № " + i + " принята!", NOW.plusSeconds(i))))
                .toList();

        // Then
        assertThat(verdicts.subList(0, answered)).containsOnly(Optional.empty());
        assertThat(verdicts.getLast()).contains(Limit.MESSAGE_LOOP);
    }

    @Test
    void machineThatVariesItsWordsIsLeftAloneWhenItWritesTooMuch() {
        // Given
        var tenant = tenant(null);
        int answered = configuration.loop().messages();

        // When
        var verdicts = IntStream.rangeClosed(0, answered)
                .mapToObj(i -> first.check(tenant, message(i, "слово" + "о".repeat(i), NOW.plusSeconds(i))))
                .toList();

        // Then
        assertThat(verdicts.subList(0, answered)).containsOnly(Optional.empty());
        assertThat(verdicts.getLast()).contains(Limit.MESSAGE_LOOP);
    }

    @Test
    void quietThreadIsAnsweredAgain() {
        // Given
        var tenant = tenant(null);
        int answered = configuration.loop().sameWords();
        IntStream.rangeClosed(0, answered).forEach(i -> first.check(tenant, message(i, "да", NOW)));

        // When
        var verdict = first.check(
                tenant, message(100, "да", NOW.plus(configuration.loop().within())));

        // Then
        assertThat(verdict).isEmpty();
    }

    @Test
    void fiftyMessagesAtOnceOverTwoReplicasAreAnsweredUpToTheLimit() {
        // Given
        var tenant = tenant(7);

        // When
        var verdicts = AtOnce.times(
                50, i -> (i % 2 == 0 ? first : second).check(tenant, message(i, "слово" + "о".repeat(i), NOW)));

        // Then
        assertThat(verdicts).filteredOn(Optional::isEmpty).hasSize(7);
        assertThat(verdicts).contains(Optional.of(Limit.MESSAGES_PER_CALLER));
    }

    @Test
    void sameEventTwiceCountsOnce() {
        // Given
        var tenant = tenant(1);
        var message = message(0, "", NOW);
        first.check(tenant, message);

        // When
        var again = second.check(tenant, message);

        // Then
        assertThat(again).isEmpty();
        assertThat(second.check(tenant, message(1, "привет", NOW))).contains(Limit.MESSAGES_PER_CALLER);
    }

    @Test
    void limitIsOfTheDay() {
        // Given
        var tenant = tenant(1);
        first.check(tenant, message(0, "привет", NOW));

        // When
        var tomorrow = first.check(tenant, message(1, "привет", Instant.parse("2026-11-21T00:00:00+03:00")));

        // Then
        assertThat(tomorrow).isEmpty();
    }

    @Test
    void erasedCustomerIsForgotten() {
        // Given
        var tenant = tenant(1);
        first.check(tenant, message(0, "привет", NOW));

        // When
        int erased = first.erase(slug, CUSTOMER);

        // Then
        assertThat(erased).isEqualTo(1);
        assertThat(first.check(tenant, message(1, "привет", NOW))).isEmpty();
    }

    private Message message(int number, String text, Instant received) {
        return new Message(slug + "/" + number, "thread:" + slug, CUSTOMER, text, received);
    }

    private TenantConfiguration tenant(Integer perCaller) {
        return Tenant.with(slug, ZoneId.of("Europe/Moscow"), new Limits(null, null, null, perCaller, List.of(), null));
    }
}
