package dev.offhook.webhook.provider;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import jakarta.ws.rs.core.Response;

import dev.offhook.kit.problem.Problem;
import dev.offhook.kit.problem.ProblemException;
import io.smallrye.mutiny.Uni;

/** Answers a request of several parts, each of which was answered for itself. */
final class Parts {
    private Parts() {}

    /**
     * One answer for all parts: to be sent again when one of them wants that, else taken when one of them was, else the
     * first refusal.
     *
     * @param parts at least one
     * @param answer answers one part; may throw
     */
    static <R> Uni<Response> answer(List<R> parts, Function<R, Uni<Response>> answer) {
        return Uni.join()
                .all(parts.stream().map(part -> attempt(part, answer)).toList())
                .andCollectFailures()
                .map(Parts::together);
    }

    private static <R> Uni<Response> attempt(R part, Function<R, Uni<Response>> answer) {
        return Uni.createFrom()
                .deferred(() -> answer.apply(part))
                .onFailure(ProblemException.class)
                .recoverWithItem(failure -> refused(failure.problem()));
    }

    private static Response refused(Problem problem) {
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }

    private static Response together(List<Response> responses) {
        return first(responses, Response.Status.Family.SERVER_ERROR)
                .or(() -> first(responses, Response.Status.Family.SUCCESSFUL))
                .orElse(responses.getFirst());
    }

    private static Optional<Response> first(List<Response> responses, Response.Status.Family family) {
        return responses.stream()
                .filter(response -> response.getStatusInfo().getFamily() == family)
                .findFirst();
    }
}
