package dev.offhook.dialogue.llm;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.TypedGuard;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * Knows whom to leave alone: a model at a provider that failed too often, whoever asks; and a key that was refused or
 * limited a moment ago, so that one tenant's wrong key opens no other tenant's circuit.
 */
final class Circuits {
    private static final int REMEMBERED = 1000;

    private final LlmConfiguration.Breaker breaker;
    private final InstantSource clock;
    private final LoadingCache<Model, TypedGuard<LlmResult>> guards;
    private final Set<Model> open = ConcurrentHashMap.newKeySet();
    private final Cache<Key, Pause> pauses =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    private record Model(URI baseUrl, String name) {}

    /** The key's fingerprint, so that no cache keeps the key. */
    private record Key(URI baseUrl, String model, String fingerprint) {}

    private record Pause(Outcome because, Instant until) {}

    Circuits(LlmConfiguration.Breaker breaker, InstantSource clock) {
        this.breaker = breaker;
        this.clock = clock;
        this.guards = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .removalListener((Model model, TypedGuard<LlmResult> guard, RemovalCause why) -> open.remove(model))
                .build(this::guard);
    }

    /** How many circuits are open. */
    int open() {
        return open.size();
    }

    /** Does an attempt, unless this model or this key is left alone: then nothing is sent. */
    LlmResult guarded(LlmSettings settings, Supplier<LlmResult> attempt) {
        Pause pause = pauses.getIfPresent(key(settings));
        if (pause != null && clock.instant().isBefore(pause.until())) {
            return LlmResult.nothingSent(pause.because());
        }
        TypedGuard<LlmResult> guard = guards.get(new Model(settings.baseUrl(), settings.model()));
        try {
            return guard.call(() -> {
                LlmResult result = attempt.get();
                if (blames(result)) {
                    throw new ProviderFailedException(result);
                }
                return result;
            });
        } catch (ProviderFailedException e) {
            return e.result;
        } catch (CircuitBreakerOpenException e) {
            return LlmResult.nothingSent(Outcome.CIRCUIT_OPEN);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("an attempt throws no checked exception", e);
        }
    }

    /** Leaves a key alone when the provider refused or limited it. */
    void remember(LlmSettings settings, LlmResult result, Optional<Duration> retryAfter) {
        boolean keyIsWrong = result.status() == 401 || result.status() == 403;
        if (result.outcome() == Outcome.REFUSED && keyIsWrong) {
            pause(settings, Outcome.REFUSED, breaker.refused());
        } else if (result.outcome() == Outcome.LIMITED) {
            Duration wanted = retryAfter.orElse(breaker.limited());
            Duration most = breaker.longestLimited();
            pause(settings, Outcome.LIMITED, wanted.compareTo(most) > 0 ? most : wanted);
        }
    }

    /** An answer that was only too long for our patience is no failure of the provider. */
    private static boolean blames(LlmResult result) {
        boolean tooLong =
                result.outcome() == Outcome.TIMEOUT_TOTAL && !result.text().isEmpty();
        return result.outcome().blamesProvider() && !tooLong;
    }

    private void pause(LlmSettings settings, Outcome because, Duration length) {
        pauses.put(key(settings), new Pause(because, clock.instant().plus(length)));
    }

    private TypedGuard<LlmResult> guard(Model model) {
        return TypedGuard.create(LlmResult.class)
                .withDescription("llm " + model.baseUrl().getHost() + " " + model.name())
                .withCircuitBreaker()
                .requestVolumeThreshold(breaker.calls())
                .failureRatio(breaker.failed())
                .delay(breaker.pause().toMillis(), ChronoUnit.MILLIS)
                .successThreshold(breaker.successes())
                .failOn(ProviderFailedException.class)
                .onStateChange(state -> {
                    if (state == CircuitBreakerState.OPEN) {
                        open.add(model);
                    } else {
                        open.remove(model);
                    }
                })
                .done()
                .build();
    }

    private static Key key(LlmSettings settings) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(String.valueOf(settings.apiKey()).getBytes(StandardCharsets.UTF_8));
            return new Key(settings.baseUrl(), settings.model(), HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /** Tells the circuit breaker, which counts exceptions. */
    private static final class ProviderFailedException extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient LlmResult result;

        ProviderFailedException(LlmResult result) {
            super(result.outcome().id(), null, false, false);
            this.result = result;
        }
    }
}
