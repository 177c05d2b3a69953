package dev.offhook.local.training;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.offhook.local.bench.Warming;
import dev.offhook.local.demo.Rehearsal;
import dev.offhook.local.stack.AotCache;
import dev.offhook.local.stack.Layout;
import dev.offhook.local.stack.OnExit;
import dev.offhook.local.stack.Ports;
import dev.offhook.local.stack.ServiceName;
import dev.offhook.local.stack.Stack;
import dev.offhook.local.stack.StackException;
import dev.offhook.local.stack.StackPlan;

/**
 * Makes the AOT caches: a throw-away stack beside the real one plays the demo's conversations and a load, and each service writes
 * its cache when it ends. Once per build; what it costs then is saved at every start and, above all, when a killed
 * service has to be back before the caller loses patience.
 */
public final class Training {
    private static final String SWITCH = "OFFHOOK_AOT";
    private static final int REHEARSALS = 3;
    private static final double WARMING_RATE = 60;
    private static final Duration WARMING_DURATION = Duration.ofSeconds(10);
    private static final Duration LONGEST_WRITING = Duration.ofMinutes(3);
    private static final int FIRST_OFFSET = 20_000;
    private static final int OFFSETS = 10;
    private static final int BETWEEN_OFFSETS = 1_000;

    private final Layout layout;

    /** The training of the services of this project. */
    public Training(Layout layout) {
        this.layout = layout;
    }

    /**
     * Trains the services when one of them has been built since the last time; {@code OFFHOOK_AOT=off} leaves it out.
     * A training that fails costs speed, nothing else: it is told, and the start goes on.
     *
     * @param progress is told what happens, a line each
     */
    public void trainWhatIsNew(Consumer<String> progress) {
        var trainees = Arrays.stream(ServiceName.values())
                .filter(service -> !AotCache.of(layout, service).isFresh())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ServiceName.class)));
        if (trainees.isEmpty() || "off".equals(System.getenv(SWITCH))) {
            return;
        }
        progress.accept("training "
                + trainees.stream().map(ServiceName::module).collect(Collectors.joining(", "))
                + " for a fast start (once per build; " + SWITCH + "=off leaves it out)");
        try {
            train(trainees, progress);
        } catch (StackException | IllegalStateException | IOException e) {
            progress.accept("training failed, the services start slower: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while the services were trained", e);
        }
    }

    private void train(Set<ServiceName> trainees, Consumer<String> progress) throws IOException, InterruptedException {
        var stage = new Layout(layout.root(), layout.home().resolve("training"), freePorts());
        var stack = new Stack(stage);
        var plan = new StackPlan(false, Map.of(), trainees, false, null);
        stack.prepare(plan);
        stack.forgetData();
        try (var _ = OnExit.run(stack::down)) {
            stack.up(plan, null, line -> {});
            progress.accept("trainees are ready, playing conversations");
            Rehearsal.play(stage, REHEARSALS);
            Warming.run(stage, WARMING_RATE, WARMING_DURATION);
            progress.accept("trained, writing the caches");
            stack.down(LONGEST_WRITING);
        } finally {
            stack.forgetData();
        }
        var missing = trainees.stream()
                .map(service -> AotCache.of(layout, service))
                .filter(cache -> !cache.isFresh())
                .map(AotCache::file)
                .map(Path::toString)
                .toList();
        progress.accept(missing.isEmpty() ? "the services are trained" : "not written: " + String.join(", ", missing));
    }

    private static Ports freePorts() {
        return IntStream.range(0, OFFSETS)
                .mapToObj(number -> new Ports(FIRST_OFFSET + number * BETWEEN_OFFSETS))
                .filter(new StackPlan(false, Map.of())::isFree)
                .findFirst()
                .orElseThrow(() -> new StackException("no range of ports is free from " + FIRST_OFFSET));
    }
}
