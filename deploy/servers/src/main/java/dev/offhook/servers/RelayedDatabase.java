package dev.offhook.servers;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;

/**
 * {@link RealServers} with a {@link Relay} before the database. A test blocks it by a field of the type {@link Consumer},
 * which takes {@code open}, {@code mute} and {@code cut}: tests and this class are loaded apart, so that they have no
 * type of ours in common.
 */
public final class RelayedDatabase implements QuarkusTestResourceLifecycleManager {
    private static final String URL = "quarkus.datasource.jdbc.url";
    private static final String JDBC = "jdbc:";

    private final RealServers servers = new RealServers();
    private Relay relay;

    @Override
    public Map<String, String> start() {
        var settings = new HashMap<>(servers.start());
        var database = URI.create(settings.get(URL).substring(JDBC.length()));
        int port = FreePort.orChosen(0);
        relay = Relay.at(port, database.getHost(), database.getPort());
        relay.open();
        settings.put(URL, JDBC + "postgresql://127.0.0.1:" + port + database.getPath());
        return settings;
    }

    /** With this profile a silent network is noticed after 3 s. */
    public static final class SoonNoticed implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.datasource.jdbc.additional-jdbc-properties.socketTimeout", "3");
        }
    }

    @Override
    public void inject(TestInjector injector) {
        Consumer<String> block = state -> {
            switch (state) {
                case "open" -> relay.open();
                case "mute" -> relay.mute();
                case "cut" -> relay.cut();
                default -> throw new IllegalArgumentException(state);
            }
        };
        injector.injectIntoFields(block, new TestInjector.MatchesType(Consumer.class));
    }

    @Override
    public void stop() {
        relay.close();
        servers.stop();
    }
}
