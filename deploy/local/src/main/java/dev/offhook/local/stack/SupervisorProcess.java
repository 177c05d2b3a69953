package dev.offhook.local.stack;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The process in which a {@link Supervisor} lives. */
public final class SupervisorProcess {
    private static final String NONE = "-";

    private SupervisorProcess() {}

    /** Runs a supervisor until it is told to end; {@link Stack} gives the arguments. */
    public static void main(String[] arguments) {
        var layout =
                new Layout(Path.of(arguments[0]), Path.of(arguments[1]), new Ports(Integer.parseInt(arguments[2])));
        var replicas = new EnumMap<ServiceName, Integer>(ServiceName.class);
        if (!arguments[4].equals(NONE)) {
            for (var pair : arguments[4].split(",")) {
                replicas.put(
                        ServiceName.of(pair.substring(0, pair.indexOf('='))),
                        Integer.parseInt(pair.substring(pair.indexOf('=') + 1)));
            }
        }
        var trainees = arguments[6].equals(NONE)
                ? Set.<ServiceName>of()
                : Arrays.stream(arguments[6].split(",")).map(ServiceName::of).collect(Collectors.toSet());
        var plan = new StackPlan(
                Boolean.parseBoolean(arguments[3]),
                replicas,
                trainees,
                Boolean.parseBoolean(arguments[7]),
                arguments[8].equals(NONE) ? null : arguments[8]);
        if (arguments[5].equals(NONE)) {
            System.exit(new Supervisor(layout, plan).run(null));
        }
        // A companion that is gone already ends the stack before it begins.
        ProcessHandle.of(Long.parseLong(arguments[5]))
                .ifPresent(companion -> System.exit(new Supervisor(layout, plan).run(companion)));
    }

    static List<String> arguments(Layout layout, StackPlan plan, ProcessHandle companion) {
        var replicas = plan.replicas().entrySet().stream()
                .map(entry -> entry.getKey().id() + "=" + entry.getValue())
                .collect(Collectors.joining(","));
        var trainees = plan.trainees().stream().map(ServiceName::id).collect(Collectors.joining(","));
        return List.of(
                layout.root().toString(),
                layout.home().toString(),
                Integer.toString(layout.ports().offset()),
                Boolean.toString(plan.infrastructureOnly()),
                replicas.isEmpty() ? NONE : replicas,
                companion == null ? NONE : Long.toString(companion.pid()),
                trainees.isEmpty() ? NONE : trainees,
                Boolean.toString(plan.keycloak()),
                plan.fakeLlm() == null ? NONE : plan.fakeLlm());
    }
}
