package dev.offhook.kit.problem;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import dev.offhook.kit.database.DatabaseException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Says 503 where a database is away: the request was good, and may be asked again. */
public class DatabaseAwayMapper {
    private static final Logger LOG = Logger.getLogger(DatabaseAwayMapper.class);
    private static final int AGAIN_AFTER_SECONDS = 2;

    /** For CDI. */
    public DatabaseAwayMapper() {}

    /** What the services' own statements throw. */
    @ServerExceptionMapper
    public Response failed(DatabaseException exception) {
        return answer(exception);
    }

    /**
     * The answer to a request that failed so.
     *
     * @return 503 when the database is away, else 500
     */
    public static Response answer(RuntimeException failure) {
        if (!DatabaseException.isAway(failure)) {
            LOG.error("request failed", failure);
            return Response.serverError().build();
        }
        LOG.warnf("request refused, the database is away: reason=%s", failure.getMessage());
        var problem = ProblemException.unavailable("the database does not answer; nothing was changed that was not"
                        + " answered for, ask again in a moment")
                .problem();
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .header(HttpHeaders.RETRY_AFTER, AGAIN_AFTER_SECONDS)
                .entity(problem)
                .build();
    }
}
