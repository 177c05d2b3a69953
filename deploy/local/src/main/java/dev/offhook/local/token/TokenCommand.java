package dev.offhook.local.token;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;

import dev.offhook.local.cli.Console;
import dev.offhook.local.cli.StackOptions;
import dev.offhook.local.stack.Health;
import dev.offhook.local.stack.Layout;
import dev.offhook.local.stack.StackException;
import dev.offhook.local.stack.StackState;
import dev.offhook.servers.Tokens;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints an access token. */
@Command(
        name = "token",
        description = "An access token for /api, and nothing else, e.g. for curl -H \"Authorization: Bearer $(./offhook"
                + " token)\".",
        mixinStandardHelpOptions = true)
public final class TokenCommand implements Callable<Integer> {
    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(200);

    @Mixin
    private StackOptions stackOptions = new StackOptions();

    @Option(
            names = "--user",
            defaultValue = "admin",
            description = "admin, hotel, hr, viewer, or another user of the issuer (${DEFAULT-VALUE}).")
    private String user;

    @Option(names = "--password", description = "Default: the user's name, as the demo users have it.")
    private String password;

    /** For picocli. */
    public TokenCommand() {}

    @Override
    public Integer call() {
        var layout = stackOptions.layout();
        if (!Issuer.isGiven()) {
            awaitKeycloak(layout);
        }
        try {
            var tokens = new Tokens(Issuer.of(layout).url());
            Console.ofProcess().line(tokens.of(user, password == null ? user : password));
            return 0;
        } catch (IllegalStateException e) {
            throw new StackException(e.getMessage(), e);
        }
    }

    /** It is up some time after the rest of the stack; a script that asks at once should get its token. */
    private static void awaitKeycloak(Layout layout) {
        var end = Instant.now().plus(LONGEST_START);
        while (true) {
            var keycloak = StackState.readRunning(layout)
                    .orElseThrow(() -> new StackException("Offhook does not run; start it with: ./offhook up -d"))
                    .processes("keycloak")
                    .stream()
                    .findFirst()
                    .orElseThrow(() -> new StackException("this stack runs without Keycloak: it was started by"
                            + " ./offhook demo, with --infra, with --no-keycloak or with another OFFHOOK_OIDC_URL"));
            switch (Health.of(keycloak)) {
                case UP -> {
                    return;
                }
                case DOWN -> throw new StackException("Keycloak does not run; read " + keycloak.log());
                case STARTING -> {
                    if (Instant.now().isAfter(end)) {
                        throw new StackException("Keycloak still starts; its log is " + keycloak.log());
                    }
                    pause();
                }
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while Keycloak started", e);
        }
    }
}
