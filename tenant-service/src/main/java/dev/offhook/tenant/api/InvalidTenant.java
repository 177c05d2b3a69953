package dev.offhook.tenant.api;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.offhook.tenant.configuration.Fault;
import dev.offhook.tenant.configuration.FaultKind;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * A problem of RFC 9457 that names every field that is wrong.
 *
 * @param title the same for every occurrence
 * @param status 400, or 409 when everything would be good by itself and contradicts what is there
 * @param detail the first fault, and how many others there are
 * @param field the first fault's
 * @param errors all of them, at most 100
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InvalidTenant(String title, int status, String detail, String field, List<Error> errors) {
    private static final int BAD_REQUEST = 400;
    private static final int CONFLICT = 409;
    private static final int SHOWN = 100;

    /**
     * One fault.
     *
     * @param field its path, e.g. {@code channels[0].numbers}
     * @param value the bad value, cut and masked; null where there is none, and of a secret
     * @param kind what is wrong, for programs
     * @param detail what is wrong and what would be good
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Error(String field, @Nullable String value, FaultKind kind, String detail) {}

    /** The problem of these faults, at least one. */
    static InvalidTenant of(List<Fault> faults) {
        boolean conflict = faults.stream().allMatch(fault -> fault.kind().isConflict());
        var first = faults.getFirst();
        String more = faults.size() == 1 ? "" : " (and " + (faults.size() - 1) + " more, see errors)";
        return new InvalidTenant(
                conflict ? "conflict" : "bad request",
                conflict ? CONFLICT : BAD_REQUEST,
                first.message() + more,
                field(first),
                faults.stream()
                        .limit(SHOWN)
                        .map(fault -> new Error(field(fault), fault.value(), fault.kind(), fault.message()))
                        .toList());
    }

    private static String field(Fault fault) {
        return fault.field().isEmpty() ? "body" : fault.field();
    }
}
