package dev.offhook.local.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

import dev.offhook.events.EventJson;
import dev.offhook.events.Provider;
import dev.offhook.local.call.PublicUrlOption;
import dev.offhook.local.call.RunningStack;
import dev.offhook.local.cli.Console;
import dev.offhook.local.cli.StackOptions;
import dev.offhook.local.provider.Ingress;
import dev.offhook.local.provider.Telephony;
import dev.offhook.local.stack.Layout;
import dev.offhook.local.stack.ProcessState;
import dev.offhook.local.stack.StackException;
import dev.offhook.local.stack.StackState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Loads the running stack and measures. */
@Command(
        name = "bench",
        description = "Turns at a constant rate against the running stack: latency from the intended send time, "
                + "fillers, errors, memory.",
        mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {
    // Two seconds of turns: enough that a call is idle while fillers hold others.
    private static final int CALLS_PER_RATE = 5;
    private static final int FEWEST_CALLS = 16;

    @Mixin
    private StackOptions stackOptions = new StackOptions();

    @Mixin
    private PublicUrlOption publicUrl = new PublicUrlOption();

    @Option(names = "--rate", paramLabel = "N", defaultValue = "200", description = "Turns per second. Default: 200.")
    private double rate;

    @Option(
            names = "--warmup",
            paramLabel = "TIME",
            defaultValue = "20s",
            converter = DurationConverter.class,
            description = "Load that is not measured. Default: ${DEFAULT-VALUE}.")
    private Duration warmup;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            defaultValue = "30s",
            converter = DurationConverter.class,
            description = "Load that is measured. Default: ${DEFAULT-VALUE}.")
    private Duration duration;

    @Option(
            names = "--calls",
            paramLabel = "N",
            description = "How many calls share the turns. Default: five seconds' worth of turns.")
    private Integer calls;

    @Option(
            names = "--provider",
            paramLabel = "NAME",
            defaultValue = "twilio",
            description = "twilio (hr-center) or voximplant (hotel-royal). Default: ${DEFAULT-VALUE}.")
    private String provider;

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write the figures, too.")
    private Path json;

    @Spec
    private CommandSpec spec;

    /** For picocli. */
    public BenchCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        LoadRun.Plan plan = plan();
        var stack = RunningStack.of(stackOptions.layout(), publicUrl.value());
        Console console = Console.ofProcess();
        BenchReport report;
        try (Ingress ingress = stack.ingress(plan.calls())) {
            Telephony telephony = stack.telephony(ingress);
            String tenant = plan.provider() == Provider.TWILIO ? "hr-center" : "hotel-royal";
            report =
                    new LoadRun(plan, () -> telephony.call(tenant, plan.provider()), console).run(pids(stack.layout()));
        } catch (IllegalStateException e) {
            throw new StackException(e.getMessage(), e);
        }
        show(report, console);
        if (json != null) {
            EventJson.mapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), report);
        }
        return report.errors() == 0 ? 0 : 1;
    }

    private LoadRun.Plan plan() {
        require(rate > 0 && rate <= 10_000, "--rate is above 0 and at most 10000, e.g. 200");
        require(!duration.isZero(), "--duration is above 0, e.g. 30s");
        require(calls == null || calls > 0, "--calls is 1 or more");
        int shared = calls == null ? Math.max(FEWEST_CALLS, (int) Math.ceil(rate * CALLS_PER_RATE)) : calls;
        return new LoadRun.Plan(carrier(), rate, warmup, duration, shared);
    }

    private Provider carrier() {
        return switch (provider.toLowerCase(Locale.ROOT)) {
            case "twilio" -> Provider.TWILIO;
            case "voximplant" -> Provider.VOXIMPLANT;
            default ->
                throw new ParameterException(
                        spec.commandLine(), "no provider is named '" + provider + "'; there are twilio and voximplant");
        };
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    private static Map<String, Long> pids(Layout layout) {
        var pids = new TreeMap<String, Long>();
        StackState.readRunning(layout).map(StackState::processes).stream()
                .flatMap(processes -> processes.stream())
                .filter(process -> process.handle().isPresent())
                .forEach(process -> pids.put(name(process), process.pid()));
        return pids;
    }

    private static String name(ProcessState process) {
        return process.replica() > 1 ? process.name() + "-" + process.replica() : process.name();
    }

    private static void show(BenchReport report, Console console) {
        console.line();
        console.line(
                "%.1f of %.1f turns/s over %s, %d turns, %d errors, %d fillers",
                report.rate(),
                report.targetRate(),
                report.provider(),
                report.turns(),
                report.errors(),
                report.fillers());
        console.line(
                "p50 %.1f ms   p95 %.1f ms   p99 %.1f ms   max %.1f ms",
                report.p50Ms(), report.p95Ms(), report.p99Ms(), report.maxMs());
        report.rssMb().forEach((service, megabytes) -> console.line("RSS %-14s %5d MB", service, megabytes));
        report.errorReasons().forEach(reason -> console.error("error: " + reason));
    }
}
