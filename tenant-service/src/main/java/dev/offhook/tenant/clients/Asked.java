package dev.offhook.tenant.clients;

import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * What came of a question to another service. A page renders in either case, and says which service is away.
 *
 * @param <T> what was asked for
 */
public sealed interface Asked<T> {

    /**
     * It answered.
     *
     * @param value the answer
     */
    record Answered<T>(T value) implements Asked<T> {}

    /**
     * It did not.
     *
     * @param service who was asked
     * @param why what went wrong
     * @param field the parameter that the service named, null when it named none
     * @param detail what the service said about it, in English; null when it said nothing
     */
    record Failed<T>(
            Service service,
            Why why,
            @Nullable String field,
            @Nullable String detail) implements Asked<T> {}

    /** What went wrong. */
    enum Why {
        /** It cannot be reached. */
        AWAY,
        /** It took longer than it may. */
        SLOW,
        /** It does not let the reader, or the tenant's key, do this. */
        REFUSED,
        /** There is no such thing. */
        MISSING,
        /** The question itself was wrong. */
        WRONG,
        /** It answered with an error, or with something that does not read. */
        FAILED
    }

    /** The answer, empty when there is none. */
    default Optional<T> answer() {
        return switch (this) {
            case Answered<T>(T value) -> Optional.of(value);
            case Failed<T> _ -> Optional.empty();
        };
    }

    /** What went wrong, null when all is well; for templates. */
    default @Nullable Failed<T> failure() {
        return switch (this) {
            case Answered<T> _ -> null;
            case Failed<T> failed -> failed;
        };
    }

    /** The same with another answer. */
    default <R> Asked<R> map(Function<T, R> made) {
        return switch (this) {
            case Answered<T>(T value) -> new Answered<>(made.apply(value));
            case Failed<T>(Service service, Why why, String field, String detail) ->
                new Failed<>(service, why, field, detail);
        };
    }
}
