package dev.offhook.local.testsupport;

import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import dev.offhook.local.stack.Layout;
import dev.offhook.local.stack.Ports;
import dev.offhook.local.stack.Stack;
import dev.offhook.local.stack.StackException;
import dev.offhook.local.stack.StackPlan;

/** Ports for a stack that no other stack on this machine has. */
public final class FreePorts {
    private static final int LOWEST = 11_000;
    private static final int STEP = 200;
    private static final int STEPS = 60;
    private static final int ATTEMPTS = 20;

    private FreePorts() {}

    /** An offset at which every port was free a moment ago; two test runs side by side rarely get the same. */
    public static Ports choose(Path home) {
        return IntStream.generate(() -> LOWEST + STEP * new Random().nextInt(STEPS))
                .limit(ATTEMPTS)
                .mapToObj(Ports::new)
                .filter(ports -> areFree(home, ports))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no free ports for a stack"));
    }

    private static boolean areFree(Path home, Ports ports) {
        try {
            new Stack(new Layout(Layout.projectRoot(), home, ports))
                    .prepare(new StackPlan(false, Map.of()).withKeycloak());
            return true;
        } catch (StackException e) {
            return false;
        }
    }
}
