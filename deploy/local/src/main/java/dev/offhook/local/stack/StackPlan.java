package dev.offhook.local.stack;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * What a stack consists of.
 *
 * @param infrastructureOnly no services: only Kafka, PostgreSQL and the simulator
 * @param replicas how many of a service, 1 to {@value #MOST_REPLICAS}; 1 where nothing is said
 * @param trainees the services that write their AOT caches when they end, see {@link AotCache}
 * @param keycloak also Keycloak, for bearer tokens
 * @param fakeLlm the model of a fake LLM that answers for every tenant without one of its own, see FakeLlm; null for no
 *     fake LLM
 */
public record StackPlan(
        boolean infrastructureOnly,
        Map<ServiceName, Integer> replicas,
        Set<ServiceName> trainees,
        boolean keycloak,
        String fakeLlm) {
    /** More would run into the next service's ports. */
    public static final int MOST_REPLICAS = 10;

    /** @throws IllegalArgumentException when a number of replicas is out of range */
    public StackPlan {
        replicas = Collections.unmodifiableMap(
                replicas.isEmpty() ? new EnumMap<>(ServiceName.class) : new EnumMap<>(replicas));
        trainees = Set.copyOf(trainees);
        replicas.forEach((service, number) -> {
            if (number < 1 || number > MOST_REPLICAS) {
                throw new IllegalArgumentException(service.id() + " can have 1 to " + MOST_REPLICAS + " replicas, e.g. "
                        + service.id() + "=2, and not " + number);
            }
        });
    }

    /** A stack for use, without Keycloak. */
    public StackPlan(boolean infrastructureOnly, Map<ServiceName, Integer> replicas) {
        this(infrastructureOnly, replicas, Set.of(), false, null);
    }

    /** The same with Keycloak. */
    public StackPlan withKeycloak() {
        return new StackPlan(infrastructureOnly, replicas, trainees, true, fakeLlm);
    }

    /** The same with a fake LLM of this model; null for none. */
    public StackPlan withFakeLlm(String model) {
        return new StackPlan(infrastructureOnly, replicas, trainees, keycloak, model);
    }

    /** The number of replicas of a service. */
    public int replicas(ServiceName service) {
        return replicas.getOrDefault(service, 1);
    }

    /** Whether nobody else has any of this stack's ports. */
    public boolean isFree(Ports ports) {
        return wantedPorts(ports).sequencedKeySet().stream().map(LocalPort::new).allMatch(LocalPort::isFree);
    }

    /** Every port that this stack listens on, and what wants it. */
    SequencedMap<Integer, String> wantedPorts(Ports ports) {
        var wanted = new LinkedHashMap<Integer, String>();
        wanted.put(ports.postgres(), "PostgreSQL");
        wanted.put(ports.kafka(), "Kafka");
        wanted.put(ports.simulator(), "the simulator");
        if (fakeLlm != null) {
            wanted.put(ports.fakeLlm(), "the fake LLM");
        }
        if (keycloak) {
            wanted.put(ports.keycloak(), "Keycloak");
        }
        if (!infrastructureOnly) {
            for (var service : ServiceName.values()) {
                wanted.put(ports.http(service), service.module());
                wanted.put(ports.management(service), service.module() + " (health and metrics)");
                for (var replica = 1; replicas(service) > 1 && replica <= replicas(service); replica++) {
                    wanted.put(ports.http(service, replica), service.module() + " " + replica);
                    wanted.put(
                            ports.management(service, replica),
                            service.module() + " " + replica + " (health and metrics)");
                }
            }
        }
        return wanted;
    }
}
