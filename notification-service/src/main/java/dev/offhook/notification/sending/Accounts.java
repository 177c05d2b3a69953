package dev.offhook.notification.sending;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.offhook.notification.providers.Account;
import dev.offhook.notification.providers.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.TypedGuard;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;

/**
 * The providers' accounts as this replica finds them. One whose provider fails too often, or asks to be left alone
 * (429), rests, and all its messages wait.
 */
@ApplicationScoped
public class Accounts {
    private static final Logger LOG = Logger.getLogger(Accounts.class);

    private final SendingConfiguration.Circuit configuration;
    private final MeterRegistry meters;
    private final Map<String, State> states = new ConcurrentHashMap<>();

    @Inject
    Accounts(SendingConfiguration configuration, MeterRegistry meters) {
        this(configuration.circuit(), meters);
    }

    Accounts(SendingConfiguration.Circuit configuration, MeterRegistry meters) {
        this.configuration = configuration;
        this.meters = meters;
    }

    /** One account: its circuit breaker, and until when it rests. */
    private static final class State {
        private TypedGuard<Outcome> guard;
        private volatile Instant restingUntil = Instant.MIN;
    }

    /** An outcome that speaks against the provider, as the circuit breaker wants it. */
    private static final class UnwellException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Outcome outcome;

        private UnwellException(Outcome outcome) {
            super(null, null, false, false);
            this.outcome = outcome;
        }
    }

    /** One attempt to send. */
    @FunctionalInterface
    interface Attempt {
        Outcome make();
    }

    /** Until when an account rests; empty when it does not. */
    Optional<Instant> restingUntil(Account account, Instant now) {
        return Optional.of(state(account).restingUntil).filter(now::isBefore);
    }

    /** Makes an attempt through the account's circuit breaker. */
    Outcome attempt(Account account, Attempt attempt) {
        var state = state(account);
        try {
            return state.guard.get(() -> {
                var outcome = attempt.make();
                if (speaksAgainst(outcome)) {
                    throw new UnwellException(outcome);
                }
                leaveAlone(state, outcome);
                return outcome;
            });
        } catch (UnwellException e) {
            return e.outcome;
        } catch (CircuitBreakerOpenException e) {
            var wait = Duration.between(Instant.now(), state.restingUntil);
            return new Outcome.NotAsked(
                    account.provider().id() + " fails too often to be asked now",
                    wait.isNegative() ? Duration.ofSeconds(1) : wait);
        }
    }

    private static boolean speaksAgainst(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Lost _ -> true;
            case Outcome.NotTaken notTaken -> notTaken.away();
            case Outcome.Taken _, Outcome.Refused _, Outcome.NotAsked _ -> false;
        };
    }

    private static void leaveAlone(State state, Outcome outcome) {
        if (outcome instanceof Outcome.NotTaken(String _, String _, Duration retryAfter, boolean _)
                && retryAfter != null) {
            state.restingUntil = Instant.now().plus(retryAfter);
        }
    }

    private State state(Account account) {
        return states.computeIfAbsent(account.provider().id() + " " + account.id(), _ -> {
            var state = new State();
            state.guard = TypedGuard.create(Outcome.class)
                    .withCircuitBreaker()
                    .requestVolumeThreshold(configuration.attempts())
                    .failureRatio(configuration.failures())
                    .delay(configuration.pause().toMillis(), ChronoUnit.MILLIS)
                    .successThreshold(1)
                    .onStateChange(changed -> changed(account, state, changed))
                    .done()
                    .build();
            return state;
        });
    }

    private void changed(Account account, State state, CircuitBreakerState circuit) {
        if (circuit == CircuitBreakerState.OPEN) {
            state.restingUntil = Instant.now().plus(configuration.pause());
            meters.counter(
                            "offhook.sms.circuit.opened",
                            "provider",
                            account.provider().id())
                    .increment();
        }
        LOG.infof("circuit: provider=%s account=%s state=%s", account.provider().id(), account.id(), circuit);
    }
}
