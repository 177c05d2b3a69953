package dev.offhook.tenant.api;

import java.util.regex.Pattern;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import dev.offhook.kit.problem.Problem;
import dev.offhook.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Revisions as entity tags. */
final class Tags {
    private static final Pattern TAG = Pattern.compile("(?:W/)?\"?([1-9][0-9]{0,17})\"?");

    private Tags() {}

    /** The tag of a revision. */
    static String of(long revision) {
        return "\"" + revision + "\"";
    }

    /**
     * The revision that {@code If-Match} names.
     *
     * @throws WebApplicationException 428 without the header
     * @throws ProblemException 400 when it is no tag of ours
     */
    static long revision(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            var status = Response.Status.PRECONDITION_REQUIRED;
            throw new WebApplicationException(Response.status(status)
                    .type(Problem.MEDIA_TYPE)
                    .entity(new Problem(
                            "precondition required",
                            status.getStatusCode(),
                            "If-Match is missing; good is the ETag of the tenant that you read, e.g. \"7\"",
                            HttpHeaders.IF_MATCH))
                    .build());
        }
        var tag = TAG.matcher(ifMatch.strip());
        if (!tag.matches()) {
            throw ProblemException.badRequest(
                    HttpHeaders.IF_MATCH, "If-Match is no tag of ours; good is the ETag of the tenant, e.g. \"7\"");
        }
        return Long.parseLong(tag.group(1));
    }
}
