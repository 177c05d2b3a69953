package dev.offhook.local.cli;

import java.util.Map;

import dev.offhook.local.build.StaleServices;
import dev.offhook.local.stack.Layout;
import dev.offhook.local.stack.OnExit;
import dev.offhook.local.stack.Stack;
import dev.offhook.local.stack.StackPlan;
import dev.offhook.local.stack.StackState;
import dev.offhook.local.training.Training;

/** Starting and stopping the stack from a command, with progress on its console. */
public final class StackCommands {
    private StackCommands() {}

    /**
     * What happens before a start.
     *
     * @param fresh forget the data of earlier runs
     * @param withoutBuild take the services as they are built
     * @param withoutTraining a start that is used once is not worth a training run
     */
    record Preparation(boolean fresh, boolean withoutBuild, boolean withoutTraining) {}

    /** Whether the stack of this layout runs. */
    public static boolean isUp(Layout layout) {
        return StackState.readRunning(layout).isPresent();
    }

    /**
     * Builds what is stale, starts the whole stack behind this process and returns when it is ready, as {@code up -d} does, but without
     * a training run.
     *
     * @throws dev.offhook.local.stack.StackException when it runs already or cannot start; nothing is left running
     */
    public static void upDetached(Layout layout, Console console) {
        bringUp(layout, new StackPlan(false, Map.of()), null, new Preparation(false, false, true), console);
    }

    /** Stops the stack and whatever a killed run left; says what it did. */
    public static void down(Layout layout, Console console) {
        console.line(new Stack(layout).down() ? "Stopped." : "Offhook does not run.");
    }

    static void bringUp(
            Layout layout, StackPlan plan, ProcessHandle companion, Preparation preparation, Console console) {
        var stack = new Stack(layout);
        stack.prepare(plan);
        if (!plan.infrastructureOnly() && !preparation.withoutBuild()) {
            new StaleServices(layout.root()).build(layout.log("build"), console::progress);
            if (!preparation.withoutTraining()) {
                new Training(layout).trainWhatIsNew(console::progress);
            }
        }
        if (preparation.fresh()) {
            stack.forgetData();
        }
        // Ctrl-C while it starts must not leave half of it running.
        try (var _ = OnExit.run(stack::down)) {
            stack.up(plan, companion, console::progress);
        }
    }
}
