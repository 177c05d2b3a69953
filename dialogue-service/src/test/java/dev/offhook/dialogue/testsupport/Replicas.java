package dev.offhook.dialogue.testsupport;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import dev.offhook.dialogue.database.Database;
import dev.offhook.servers.Servers;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.flywaydb.core.Flyway;

/** The databases of several replicas: one real, migrated PostgreSQL database, and a pool of connections for each. */
public final class Replicas implements AutoCloseable {
    private static final int CONNECTIONS = 12;

    private final List<AgroalDataSource> pools = new ArrayList<>();
    private final List<Database> databases;

    public Replicas(int count) {
        var servers = Servers.get();
        String url = servers.freshDatabase("replicas");
        Flyway.configure()
                .dataSource(url, servers.databaseUser(), servers.databasePassword())
                .load()
                .migrate();
        databases = IntStream.range(0, count)
                .mapToObj(_ -> new Database(pool(url), CONNECTIONS, () -> false))
                .toList();
    }

    public Database get(int replica) {
        return databases.get(replica % databases.size());
    }

    /** Runs SQL that stands for what happened elsewhere. */
    public void execute(String sql) {
        get(0).call(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    /** The defaults of a mapping. */
    public static <C> C defaults(Class<C> mapping) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(mapping)
                .build()
                .getConfigMapping(mapping);
    }

    @Override
    public void close() {
        pools.forEach(AgroalDataSource::close);
    }

    private AgroalDataSource pool(String url) {
        var servers = Servers.get();
        try {
            var pool = AgroalDataSource.from(
                    new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(connections -> connections
                            .maxSize(CONNECTIONS)
                            .acquisitionTimeout(Duration.ofSeconds(5))
                            .connectionFactoryConfiguration(factory -> factory.jdbcUrl(url)
                                    .connectionProviderClassName("org.postgresql.Driver")
                                    .principal(new NamePrincipal(servers.databaseUser()))
                                    .credential(new SimplePassword(servers.databasePassword())))));
            pools.add(pool);
            return pool;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
