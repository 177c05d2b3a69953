package dev.offhook.local.token;

import java.util.concurrent.Callable;

import dev.offhook.local.cli.Console;
import dev.offhook.local.cli.StackOptions;
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
        var tokens = new StackTokens(stackOptions.layout());
        Console.ofProcess().line(tokens.of(user, password == null ? user : password));
        return 0;
    }
}
