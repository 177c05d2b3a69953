package dev.offhook.local.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

import dev.offhook.events.Provider;
import dev.offhook.local.call.RunningStack;
import dev.offhook.local.cli.Console;
import dev.offhook.local.provider.Ingress;
import dev.offhook.local.provider.Telephony;
import dev.offhook.local.stack.Layout;

/** A load that nobody measures: in a training run it shows the JIT which code is hot. */
public final class Warming {
    private static final String TENANT = "hr-center";
    private static final int CALLS = 200;

    private Warming() {}

    /**
     * Plays turns of many calls at once; what goes wrong in them is of no interest.
     *
     * @param rate turns a second
     * @throws IOException when the stack does not answer at all
     * @throws IllegalStateException when a call cannot be opened
     */
    public static void run(Layout layout, double rate, Duration duration) throws IOException, InterruptedException {
        var plan = new LoadRun.Plan(Provider.TWILIO, rate, Duration.ZERO, duration, CALLS);
        var stack = RunningStack.of(layout, null);
        try (Ingress ingress = stack.ingress(CALLS)) {
            Telephony telephony = stack.telephony(ingress);
            new LoadRun(plan, () -> telephony.call(TENANT, Provider.TWILIO), Console.silent()).run(Map.of());
        }
    }
}
