package dev.offhook.local.demo;

import java.io.IOException;

import dev.offhook.local.call.RunningStack;
import dev.offhook.local.cli.Console;
import dev.offhook.local.stack.Layout;

/** The demo without an audience: what warms the services up in a training run. */
public final class Rehearsal {
    private Rehearsal() {}

    /**
     * Plays the three conversations {@code times} over; what goes wrong in them is of no interest.
     *
     * @throws IOException when the stack does not answer at all
     */
    public static void play(Layout layout, int times) throws IOException, InterruptedException {
        for (int time = 0; time < times; time++) {
            new Demo(RunningStack.of(layout, null), new Page(Console.silent())).play();
        }
    }
}
