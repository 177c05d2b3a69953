package dev.offhook.tenant.keys;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import dev.offhook.events.KeyRing;
import dev.offhook.kit.problem.ProblemException;
import dev.offhook.kit.secrets.SecretBox;
import dev.offhook.tenant.keys.Replicas.Replica;
import dev.offhook.tenant.keys.SealedSecrets.Leftover;
import io.quarkus.narayana.jta.QuarkusTransaction;
import org.jboss.logging.Logger;

/**
 * The steps of a rotation. Where it stands is in the database, and each step is one transaction that holds the ring's
 * lock: whoever dies, another replica goes on.
 */
@ApplicationScoped
class Rotations {
    private static final Logger LOG = Logger.getLogger(Rotations.class);
    private static final int RANDOM_DIGITS = 8;

    private final StoredRing stored;
    private final SealedSecrets secrets;
    private final Replicas replicas;
    private final SecretBox box;
    private final Clock clock = Clock.systemUTC();

    Rotations(StoredRing stored, SealedSecrets secrets, Replicas replicas, SecretBox box) {
        this.stored = stored;
        this.secrets = secrets;
        this.replicas = replicas;
        this.box = box;
    }

    /**
     * Begins a rotation; while one goes on, there is no second one.
     *
     * @param by who asks
     * @return the new one, or the one that goes on
     * @throws ProblemException 409 when the environment has no key to wrap the new one with
     */
    @Transactional
    Rotation start(String by) {
        stored.lock();
        return stored.running().orElseGet(() -> {
            try {
                String key = LocalDate.now(clock.withZone(ZoneOffset.UTC)) + "-"
                        + UUID.randomUUID().toString().substring(0, RANDOM_DIGITS);
                var rotation = stored.begin(key, box.newDataKey(key), by);
                LOG.infof("key rotation began: id=%d key=%s by=%s", rotation.id(), key, by);
                return rotation;
            } catch (IllegalStateException e) {
                throw ProblemException.conflict("OFFHOOK_SECRETS_KEYS", e.getMessage());
            }
        });
    }

    /** Takes the step that can be taken now, if any. Several replicas may call it at once. */
    void advance() {
        var running = QuarkusTransaction.requiringNew().call(stored::running);
        if (running.isPresent() && replicas.current()) {
            switch (running.get().step()) {
                case DISTRIBUTING -> locked(running.get(), this::sealOnceDistributed);
                case SEALING -> sealAll(running.get());
                case CONFIRMING -> {
                    sealAll(running.get());
                    locked(running.get(), this::retireOnceConfirmed);
                }
                case DONE -> throw new IllegalStateException("a rotation that is done does not go on");
            }
        }
    }

    /** What a rotation waits for, in words for an operator; empty when for nothing. */
    @Transactional
    List<String> waitsFor(Rotation rotation) {
        return switch (rotation.step()) {
            case DONE -> List.of();
            case DISTRIBUTING, SEALING -> behind(rotation).toList();
            case CONFIRMING -> holds(rotation);
        };
    }

    /** Secrets that no key opens, in words for an operator: they are lost, and hold nothing back. */
    @Transactional
    List<String> lost(Rotation rotation) {
        var old = oldKeys();
        return secrets.leftovers(rotation.key()).stream()
                .filter(leftover -> isLost(leftover, old))
                .map(leftover -> words(leftover) + ": set it anew")
                .toList();
    }

    private void sealOnceDistributed(Rotation rotation) {
        if (behind(rotation).findAny().isEmpty()) {
            stored.seal(rotation);
            LOG.infof("key rotation: id=%d key=%s seals from now on", rotation.id(), rotation.key());
        }
    }

    /** One tenant in a transaction: nobody waits long for its row, and nobody holds two of them against each other. */
    private void sealAll(Rotation rotation) {
        if (!box.primary().equals(Optional.of(rotation.key()))) {
            return;
        }
        for (String slug : QuarkusTransaction.requiringNew().call(() -> secrets.notSealedWith(rotation.key()))) {
            QuarkusTransaction.requiringNew().run(() -> {
                if (secrets.sealAnew(slug, rotation.key())) {
                    stored.count(rotation);
                }
            });
        }
        QuarkusTransaction.requiringNew().run(() -> stored.confirm(rotation));
    }

    private void retireOnceConfirmed(Rotation rotation) {
        if (!holds(rotation).isEmpty()) {
            return;
        }
        // Whoever wrote a tenant since then has committed by now, and nobody begins.
        stored.lockTenants();
        if (holds(rotation).isEmpty()) {
            stored.retire(rotation);
            LOG.infof("key rotation is done: id=%d key=%s, the old keys are gone", rotation.id(), rotation.key());
        }
    }

    private List<String> holds(Rotation rotation) {
        var holds = new ArrayList<>(behind(rotation).toList());
        var old = oldKeys();
        var leftovers = secrets.leftovers(rotation.key());
        leftovers.stream()
                .filter(leftover -> !isLost(leftover, old))
                .map(leftover -> words(leftover) + (leftover.opens() ? "" : ": set it anew, or remove it"))
                .forEach(holds::add);
        Set<String> fine = Stream.concat(
                        Stream.of(rotation.key()),
                        leftovers.stream()
                                .filter(leftover -> isLost(leftover, old))
                                .map(Leftover::key))
                .collect(Collectors.toSet());
        int unpublished = secrets.unpublished(List.copyOf(fine));
        if (unpublished > 0) {
            holds.add("Kafka has not taken " + unpublished + " tenants yet");
        }
        replicas.alive().stream()
                .filter(replica -> !fine.containsAll(replica.said().needs()))
                .map(replica -> replica.name() + " still has secrets that are sealed with "
                        + replica.said().needs().stream()
                                .filter(key -> !fine.contains(key))
                                .collect(Collectors.joining(", ")))
                .forEach(holds::add);
        return holds;
    }

    /** The live replicas that do not follow the ring of this step yet. */
    private Stream<String> behind(Rotation rotation) {
        return replicas.alive().stream()
                .filter(replica -> replica.said().generation() < rotation.generation())
                .map(replica -> words(replica, rotation));
    }

    private static String words(Replica replica, Rotation rotation) {
        return replica.name() + " follows ring " + replica.said().generation() + " and not yet "
                + rotation.generation()
                + (replica.said().missing().isEmpty()
                        ? ""
                        : ": " + String.join("; ", replica.said().missing()));
    }

    /** A key that the ring still has may open it one day; of any other, nobody knows where it went. */
    private static boolean isLost(Leftover leftover, Set<String> old) {
        return !leftover.opens() && !old.contains(leftover.key());
    }

    private static String words(Leftover leftover) {
        return "tenant " + leftover.tenant() + ", secret " + leftover.name() + ", "
                + (leftover.opens() ? "is sealed with key '" : "does not open with key '") + leftover.key() + "'";
    }

    private Set<String> oldKeys() {
        return stored.ring().keys().stream()
                .filter(key -> key.state() == KeyRing.State.OLD)
                .map(KeyRing.DataKey::id)
                .collect(Collectors.toSet());
    }

    /** Takes a step in a transaction with the ring's lock, unless another replica has it, or has taken the step. */
    private void locked(Rotation seen, Consumer<Rotation> step) {
        QuarkusTransaction.requiringNew().run(() -> {
            if (stored.tryLock()) {
                stored.running()
                        .filter(now -> now.id() == seen.id() && now.step() == seen.step())
                        .ifPresent(step);
            }
        });
    }
}
