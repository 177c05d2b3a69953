package dev.offhook.tenant.clients;

import java.time.Instant;
import java.util.List;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * A number that wants no messages.
 *
 * @param source {@code message}, {@code provider} or {@code api}
 */
@RegisterForReflection
public record OptOut(
        String number,
        Instant since,
        String source,
        @Nullable String by) {

    /**
     * A page of them.
     *
     * @param next the cursor of the next page; null on the last one
     */
    @RegisterForReflection
    public record Page(List<OptOut> optOuts, @Nullable String next) {}
}
