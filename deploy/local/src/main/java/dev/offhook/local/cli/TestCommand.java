package dev.offhook.local.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import dev.offhook.local.build.Maven;
import dev.offhook.local.build.TestOutput;
import dev.offhook.servers.Servers;
import dev.offhook.servers.TestIssuer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs all tests. Keycloak is a process of its own in any case: there is no image of it to be had everywhere. */
@Command(
        name = "test",
        description = "All tests of all modules, on real Kafka, PostgreSQL and Keycloak that are started once.",
        mixinStandardHelpOptions = true)
public final class TestCommand implements Callable<Integer> {
    @Mixin
    private StackOptions stackOptions = new StackOptions();

    @Option(names = "--containers", description = "Kafka and PostgreSQL in containers instead of embedded.")
    private boolean containers;

    @Option(names = "--full", description = "Also what takes longer than a build may.")
    private boolean full;

    /** For picocli. */
    public TestCommand() {}

    @Override
    public Integer call() {
        var console = Console.ofProcess();
        var layout = stackOptions.layout();
        if (containers) {
            System.setProperty("offhook.test.servers", "containers");
        }
        console.progress("starting Kafka and PostgreSQL" + (containers ? " in containers" : ""));
        var servers = Servers.get();
        // Few tests want it, and those wait for it.
        var issuer = TestIssuer.startBehind(failure ->
                console.error("Keycloak does not start, and the tests that want it fail: " + failure.getMessage()));
        var log = layout.log("test");
        console.progress("running the tests with Maven; its output is in " + log);
        // A test that fails must not keep other modules from being tested.
        var arguments = new ArrayList<>(List.of("verify", "--fail-at-end"));
        if (full) {
            arguments.add("-Doffhook.test.full=true");
        }
        var reading = new TestOutput(console::progress);
        var maven = new Maven(layout.root(), log);
        var environment = Map.of(
                "OFFHOOK_TEST_KAFKA", servers.bootstrapServers(),
                "OFFHOOK_TEST_POSTGRES", servers.adminUrl(),
                "OFFHOOK_TEST_OIDC", issuer);
        int exitCode;
        try (var looking = Executors.newSingleThreadScheduledExecutor()) {
            looking.scheduleAtFixedRate(reading::look, 1, 1, TimeUnit.MINUTES);
            exitCode = maven.run(arguments, environment, reading::line);
            looking.shutdownNow();
        }
        if (exitCode != 0 && reading.failed() == 0) {
            console.error("Maven ended with exit code " + exitCode + "; its output is in " + log);
        }
        console.line(reading.sum());
        return exitCode;
    }
}
