package dev.offhook.local.demo;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Phrases;

/**
 * What a tenant's bot says when it has no answer.
 *
 * @param phrases as configured
 */
record Apologies(Set<String> phrases) {

    static Apologies of(TenantConfiguration tenant) {
        Phrases phrases = tenant.assistant().phrases();
        return new Apologies(Stream.of(
                        phrases.fillers().stream(),
                        tenant.assistant().noMatch().stream(),
                        Stream.of(phrases.silent(), phrases.fallback(), phrases.lastResort()))
                .flatMap(words -> words)
                .map(String::strip)
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** True when {@code answer} is one of them and nothing else. */
    boolean has(String answer) {
        return phrases.contains(answer.strip());
    }
}
