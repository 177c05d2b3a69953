package dev.offhook.local.demo;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.offhook.local.call.PublicUrlOption;
import dev.offhook.local.call.RunningStack;
import dev.offhook.local.cli.Console;
import dev.offhook.local.cli.StackCommands;
import dev.offhook.local.cli.StackOptions;
import dev.offhook.local.stack.Layout;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Plays the demo, on a stack of its own when none runs. */
@Command(
        name = "demo",
        description = "Three conversations with the demo tenants, checked; starts the stack if it does not run.",
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
    @Mixin
    private StackOptions stackOptions = new StackOptions();

    @Mixin
    private PublicUrlOption publicUrl = new PublicUrlOption();

    /** For picocli. */
    public DemoCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Layout layout = stackOptions.layout();
        Console console = Console.ofProcess();
        if (StackCommands.isUp(layout)) {
            return play(layout, console);
        }
        StackCommands.upDetached(layout, console);
        var stopped = new AtomicBoolean();
        Runnable stop = () -> {
            if (!stopped.getAndSet(true)) {
                StackCommands.down(layout, console);
            }
        };
        // For Ctrl-C.
        Runtime.getRuntime().addShutdownHook(new Thread(stop, "stop-stack"));
        Checks checks;
        try {
            checks = run(layout, console);
        } finally {
            stop.run();
        }
        return conclude(checks, console);
    }

    private int play(Layout layout, Console console) throws IOException, InterruptedException {
        return conclude(run(layout, console), console);
    }

    private Checks run(Layout layout, Console console) throws IOException, InterruptedException {
        return new Demo(RunningStack.of(layout, publicUrl.value()), new Page(console)).play();
    }

    private static int conclude(Checks checks, Console console) {
        console.line();
        checks.missing().forEach(missing -> console.error("✗ " + missing));
        console.line(checks.summary());
        return checks.passed() ? 0 : 1;
    }
}
