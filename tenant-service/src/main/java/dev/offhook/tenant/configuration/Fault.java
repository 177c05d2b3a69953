package dev.offhook.tenant.configuration;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a tenant.
 *
 * @param field a path, e.g. {@code channels[0].numbers[1]} or {@code secrets.twilio.auth-token}
 * @param value the bad value, a long one cut, numbers masked; null where there is none, and of a secret
 * @param kind what is wrong, for a translation
 * @param args what {@code kind} says about them, in its order
 * @param message the English sentence: field, bad value, and a good one
 */
public record Fault(String field, @Nullable String value, FaultKind kind, List<String> args, String message) {
    public Fault {
        args = List.copyOf(args);
    }
}
