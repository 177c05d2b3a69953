package dev.offhook.local.cli;

import dev.offhook.local.bench.BenchCommand;
import dev.offhook.local.call.CallCommand;
import dev.offhook.local.call.SmsCommand;
import dev.offhook.local.demo.DemoCommand;
import dev.offhook.local.keys.RotateCommand;
import dev.offhook.local.replay.ReplayCommand;
import dev.offhook.local.stack.StackException;
import dev.offhook.local.token.TokenCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The program behind {@code ./offhook}. */
@Command(
        name = "offhook",
        description = "Offhook on this machine: start it, talk to it, test it.",
        mixinStandardHelpOptions = true,
        version = "offhook 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            DemoCommand.class,
            CallCommand.class,
            SmsCommand.class,
            TokenCommand.class,
            ReplayCommand.class,
            RotateCommand.class,
            TestCommand.class,
            BenchCommand.class,
            HelpCommand.class
        })
public final class Offhook {
    /** For picocli. */
    public Offhook() {}

    /** Runs one command; the exit code is 0 only when it did what it was asked. */
    public static void main(String[] arguments) {
        var commandLine = new CommandLine(new Offhook()).setExecutionExceptionHandler((exception, command, parsed) -> {
            if (exception instanceof StackException || exception instanceof IllegalArgumentException) {
                Console.ofProcess().error(exception.getMessage());
                return CommandLine.ExitCode.SOFTWARE;
            }
            throw exception;
        });
        System.exit(arguments.length == 0 ? commandLine.execute("help") : commandLine.execute(arguments));
    }
}
