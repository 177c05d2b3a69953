package dev.offhook.local.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops the stack. */
@Command(name = "down", description = "Stop everything, also what a killed run left.", mixinStandardHelpOptions = true)
public final class DownCommand implements Callable<Integer> {
    @Mixin
    private StackOptions stackOptions = new StackOptions();

    /** For picocli. */
    public DownCommand() {}

    @Override
    public Integer call() {
        StackCommands.down(stackOptions.layout(), Console.ofProcess());
        return 0;
    }
}
