package dev.offhook.notification.message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import dev.offhook.events.SmsEvent.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class LifecycleTest {

    @ParameterizedTest
    @CsvSource({
        "ACCEPTED, SCHEDULED",
        "ACCEPTED, SENDING",
        "ACCEPTED, FAILED",
        "ACCEPTED, EXPIRED",
        "ACCEPTED, SUPPRESSED",
        "SCHEDULED, SENDING",
        "SCHEDULED, SUPPRESSED",
        "SCHEDULED, EXPIRED",
        "SCHEDULED, FAILED",
        "SENDING, UNKNOWN",
        "SENDING, SENT",
        "SENDING, FAILED",
        "SENDING, DELIVERED",
        "SENDING, EXPIRED",
        "UNKNOWN, SENT",
        "UNKNOWN, FAILED",
        "UNKNOWN, DELIVERED",
        "UNKNOWN, EXPIRED",
        "SENT, DELIVERED",
        "SENT, UNDELIVERED",
        "SENT, FAILED"
    })
    void laterStateMayFollow(Status from, Status to) {
        assertThat(Lifecycle.allows(from, to)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "ACCEPTED, SENT", "SCHEDULED, DELIVERED", "ACCEPTED, UNKNOWN", "SCHEDULED, ACCEPTED", "SENDING, SCHEDULED",
        "UNKNOWN, SENDING", "SENT, UNKNOWN", "SENT, EXPIRED", "SENT, SUPPRESSED", "DELIVERED, SENT",
        "DELIVERED, UNDELIVERED", "FAILED, SENDING", "FAILED, DELIVERED", "EXPIRED, SENDING"
    })
    void earlierOrImpossibleStateMayNot(Status from, Status to) {
        assertThat(Lifecycle.allows(from, to)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Status.class)
    void finalStateIsFollowedByNothing(Status state) {
        // When
        boolean nothing = Arrays.stream(Status.values()).noneMatch(to -> Lifecycle.allows(state, to));
        // Then
        assertThat(nothing).isEqualTo(Lifecycle.isFinal(state));
    }

    static List<List<Status>> wordsInAnyOrder() {
        var words = List.of(Status.SENT, Status.SENT, Status.DELIVERED, Status.SENT, Status.DELIVERED);
        return LongStream.range(0, 20)
                .mapToObj(seed -> {
                    var shuffled = new ArrayList<>(words);
                    Collections.shuffle(shuffled, new Random(seed));
                    return List.copyOf(shuffled);
                })
                .toList();
    }

    @ParameterizedTest
    @MethodSource("wordsInAnyOrder")
    void wordsInAnyOrderAndTwiceEndDelivered(List<Status> words) {
        // When
        var state = words.stream().reduce(Status.SENDING, (at, to) -> Lifecycle.allows(at, to) ? to : at);
        // Then
        assertThat(state).isEqualTo(Status.DELIVERED);
    }

    @Test
    void whateverHappensNoStateIsEverReachedTwice() {
        // Given
        var random = new Random(7);
        IntStream.range(0, 500).forEach(_ -> {
            // When
            var passed = new ArrayList<>(List.of(Status.ACCEPTED));
            IntStream.range(0, 30).forEach(_ -> {
                var to = Status.values()[random.nextInt(Status.values().length)];
                if (Lifecycle.allows(passed.getLast(), to)) {
                    passed.add(to);
                }
            });
            // Then
            assertThat(passed).hasSameSizeAs(Set.copyOf(passed));
        });
    }
}
