package dev.offhook.events;

import java.util.List;

/**
 * Which ring a replica of a service follows, on {@link Topic#KEYS}, keyed by {@code <service>/<instance>}: at once when
 * it takes a ring, and every few seconds as a sign of life. A tombstone says that the replica has ended.
 *
 * @param service e.g. {@code webhook-service}
 * @param instance tells the service's replicas apart
 * @param generation of the newest ring that it knows and can open; 0 as long as there is none
 * @param needs ids of the keys that seal the secrets of the tenants as this replica knows them, in order
 * @param missing what keeps it from following a newer ring, in words for an operator; empty when nothing does
 */
public record KeyRingConfirmed(
        String service, String instance, long generation, List<String> needs, List<String> missing) implements Event {

    public KeyRingConfirmed {
        needs = needs == null ? List.of() : List.copyOf(needs);
        missing = missing == null ? List.of() : List.copyOf(missing);
    }
}
