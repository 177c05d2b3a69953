package dev.offhook.tenant.api;

import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.core.Response;

import dev.offhook.kit.problem.DatabaseAwayMapper;
import io.quarkus.narayana.jta.QuarkusTransactionException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Says 503 where Hibernate finds the database away, while it asks or when it commits. */
public class HibernateFailures {

    /** For CDI. */
    public HibernateFailures() {}

    /** A statement. */
    @ServerExceptionMapper
    public Response asked(PersistenceException exception) {
        return DatabaseAwayMapper.answer(exception);
    }

    /** The end of a transaction. */
    @ServerExceptionMapper
    public Response committed(QuarkusTransactionException exception) {
        return DatabaseAwayMapper.answer(exception);
    }
}
