package dev.offhook.local.cli;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.offhook.local.stack.OnExit;
import dev.offhook.local.stack.ServiceName;
import dev.offhook.local.stack.Stack;
import dev.offhook.local.stack.StackPlan;
import dev.offhook.local.token.DemoUsers;
import dev.offhook.local.token.Issuer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the stack. */
@Command(
        name = "up",
        description = "Build what is stale and start everything; Ctrl-C stops it.",
        mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {
    @Mixin
    private StackOptions stackOptions = new StackOptions();

    @Option(
            names = {"-d", "--detach"},
            description = "Return when all is ready; './offhook down' stops it.")
    private boolean detached;

    @Option(
            names = "--replicas",
            paramLabel = "SERVICE=N",
            split = ",",
            description = "Several processes of a service behind a round-robin proxy, e.g. webhook=2.")
    private Map<String, Integer> replicas = new LinkedHashMap<>();

    @Option(names = "--infra", description = "Only PostgreSQL, Kafka and the simulator, for mvn quarkus:dev beside it.")
    private boolean infrastructureOnly;

    @Option(
            names = "--no-keycloak",
            description = "Without Keycloak, so without tokens for /api; also where OFFHOOK_OIDC_URL names an issuer.")
    private boolean withoutKeycloak;

    @Option(
            names = "--fake-llm",
            paramLabel = "MODEL",
            arity = "0..1",
            fallbackValue = "fake",
            description =
                    "An OpenAI-compatible server that is no model answers for tenants without an LLM of their own; "
                            + "MODEL sets its pace and its faults, e.g. fake?first=2s, fake-stall.")
    private String fakeLlm;

    @Option(names = "--fresh", description = "Forget the data of earlier runs.")
    private boolean fresh;

    @Option(names = "--no-build", description = "Take the services as they are built.")
    private boolean withoutBuild;

    /** For picocli. */
    public UpCommand() {}

    @Override
    public Integer call() {
        var console = Console.ofProcess();
        var layout = stackOptions.layout();
        var stack = new Stack(layout);
        var plan = plan();
        var companion = detached ? null : ProcessHandle.current();
        StackCommands.bringUp(
                layout, plan, companion, new StackCommands.Preparation(fresh, withoutBuild, false), console);
        StatusTable.print(layout, console);
        console.line();
        if (!plan.infrastructureOnly()) {
            console.line("The console: " + layout.ports().consoleUrl());
            console.line();
        }
        if (plan.keycloak()) {
            DemoUsers.print(Issuer.of(layout), console);
            console.line();
        }
        if (detached) {
            console.line("Ready. './offhook down' stops it.");
            return 0;
        }
        try (var _ = OnExit.run(stack::down)) {
            console.line("Ready. Ctrl-C stops it.");
            stack.awaitEnd();
        }
        console.line("Stopped.");
        return 0;
    }

    private StackPlan plan() {
        var byService = new EnumMap<ServiceName, Integer>(ServiceName.class);
        replicas.forEach((service, number) -> byService.put(ServiceName.of(service), number));
        var plan = new StackPlan(infrastructureOnly, byService);
        boolean keycloak = !infrastructureOnly && !withoutKeycloak && !Issuer.isGiven();
        return (keycloak ? plan.withKeycloak() : plan).withFakeLlm(fakeLlm);
    }
}
