package dev.offhook.tenant.configuration;

import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

import dev.offhook.kit.database.Sql;
import org.hibernate.Session;

/** Statements within the transaction of the entities. */
@ApplicationScoped
public class Database {
    private final EntityManager entities;

    Database(EntityManager entities) {
        this.entities = entities;
    }

    /** Gives {@code work} the current transaction's connection, on which all changes of entities stand by then. */
    @Transactional(TxType.MANDATORY)
    public <T> T with(Function<Sql, T> work) {
        entities.flush();
        return entities.unwrap(Session.class).doReturningWork(connection -> work.apply(new Sql(connection)));
    }
}
