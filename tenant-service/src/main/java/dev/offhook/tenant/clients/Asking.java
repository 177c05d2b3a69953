package dev.offhook.tenant.clients;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

import dev.offhook.kit.problem.Problem;
import dev.offhook.tenant.clients.Asked.Answered;
import dev.offhook.tenant.clients.Asked.Failed;
import dev.offhook.tenant.clients.Asked.Why;
import org.jboss.logging.Logger;

/** Asks, and turns whatever goes wrong into a result. */
public final class Asking {
    private static final Logger LOG = Logger.getLogger(Asking.class);
    private static final int LONGEST_DETAIL = 300;

    private Asking() {}

    /**
     * Asks a service. Blocks.
     *
     * @param question a call of a REST client
     */
    public static <T> Asked<T> ask(Service service, Supplier<T> question) {
        try {
            return new Answered<>(question.get());
        } catch (WebApplicationException e) {
            return refused(service, e.getResponse());
        } catch (ProcessingException e) {
            LOG.debugf(e, "a service did not answer: service=%s", service);
            return new Failed<>(service, why(e), null, null);
        }
    }

    /** What a failure of a question means that was asked without waiting. */
    public static <T> Failed<T> failed(Service service, Throwable failure) {
        return failure instanceof WebApplicationException refused
                ? refused(service, refused.getResponse())
                : new Failed<>(service, why(failure), null, null);
    }

    private static <T> Failed<T> refused(Service service, Response response) {
        Why why =
                switch (response.getStatus()) {
                    case 401, 403 -> Why.REFUSED;
                    case 404 -> Why.MISSING;
                    case 400, 409, 422 -> Why.WRONG;
                    case 504 -> Why.SLOW;
                    default -> Why.FAILED;
                };
        var problem = problem(response);
        return problem == null
                ? new Failed<>(service, why, null, null)
                : new Failed<>(service, why, problem.field(), shortened(problem.detail()));
    }

    private static Problem problem(Response response) {
        var type = response.getMediaType();
        if (type == null || !Problem.MEDIA_TYPE.equals(type.getType() + "/" + type.getSubtype())) {
            return null;
        }
        try {
            return response.readEntity(Problem.class);
        } catch (ProcessingException | IllegalStateException e) {
            return null;
        }
    }

    private static String shortened(String detail) {
        return detail == null || detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL) + "…";
    }

    private static Why why(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            // The connect timeout of Vert.x is a ConnectException, too.
            if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
                return Why.AWAY;
            }
            if (cause instanceof TimeoutException) {
                return Why.SLOW;
            }
        }
        return failure.getCause() instanceof java.io.IOException ? Why.AWAY : Why.FAILED;
    }
}
