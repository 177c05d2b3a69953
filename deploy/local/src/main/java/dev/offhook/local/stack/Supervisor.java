package dev.offhook.local.stack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;

import dev.offhook.local.proxy.RoundRobinProxy;
import dev.offhook.local.proxy.RoundRobinProxy.Replica;
import dev.offhook.local.simulator.Simulator;
import dev.offhook.local.stack.StackState.Phase;
import dev.offhook.servers.Topics;
import dev.offhook.servers.llm.FakeLlm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a stack, keeps it running and stops it; it lives as long as the stack, in a process of its own. */
public final class Supervisor {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    private static final String SIMULATOR = "simulator";

    private final Layout layout;
    private final StackPlan plan;
    private final Programs programs;
    private final ReadyWait readyWait = new ReadyWait(this::note);
    private final Instant since = Instant.now();
    private final List<Part> parts = new ArrayList<>();
    private final List<Part> infrastructure = new ArrayList<>();
    private final List<AutoCloseable> listeners = new ArrayList<>();
    private final List<String> progress = new ArrayList<>();
    private Phase phase = Phase.STARTING;
    private String reason = "";
    private boolean simulatorRuns;
    private boolean forgotten;

    /** A supervisor for this stack; nothing is started yet. */
    public Supervisor(Layout layout, StackPlan plan) {
        this.layout = layout;
        this.plan = plan;
        this.programs = new Programs(layout, plan, System.getenv());
    }

    /**
     * Starts the stack and keeps it until this process is told to end (SIGTERM).
     *
     * @param companion when this process is gone, the stack ends too; null = none
     * @return 1 when the stack could not start; it has been stopped then
     */
    public int run(ProcessHandle companion) {
        try (var channel = lockFile();
                var lock = channel.tryLock()) {
            if (lock == null) {
                throw new StackException("another supervisor runs in " + layout.home());
            }
            return runLocked(lock, companion);
        } catch (IOException e) {
            throw new StackException("cannot lock " + layout.run() + ": " + e.getMessage(), e);
        }
    }

    private int runLocked(FileLock lock, ProcessHandle companion) {
        var ending = new Thread(this::stopAndForget, "stop-stack");
        Runtime.getRuntime().addShutdownHook(ending);
        try {
            start();
        } catch (RuntimeException e) {
            if (!forget(ending)) {
                // Told to end while it started: what failed is part of the ending.
                return 1;
            }
            var cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
            LOG.error("The stack does not start.", cause);
            stop();
            finish(Phase.FAILED, cause.getMessage());
            return 1;
        }
        finish(Phase.READY, "");
        if (companion == null) {
            parkWith(lock);
        } else {
            companion.onExit().join();
        }
        return 0;
    }

    private boolean forget(Thread ending) {
        try {
            return Runtime.getRuntime().removeShutdownHook(ending);
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private void start() {
        note("");
        var postgres = CompletableFuture.runAsync(() -> add(
                infrastructure,
                PostgresPart.start(
                        layout.postgresData(), layout.ports().postgres(), layout.log(PostgresPart.NAME), this::note)));
        var kafka = ChildProcess.start(programs.kafka(), this::note);
        add(infrastructure, kafka);
        addListener(Simulator.start(layout.ports().simulator(), layout.simulatorData(), programs.publicUrl()));
        synchronized (this) {
            simulatorRuns = true;
        }
        note("the simulator answers on port " + layout.ports().simulator());
        if (plan.fakeLlm() != null) {
            addListener(FakeLlm.start(layout.ports().fakeLlm()));
            note("the fake LLM answers on port " + layout.ports().fakeLlm());
        }
        readyWait.forAll(List.of(kafka));
        new Topics("127.0.0.1:" + layout.ports().kafka()).create();
        note("Kafka has its topics, on port " + layout.ports().kafka());
        postgres.join();
        if (!plan.infrastructureOnly()) {
            startServices();
        }
        if (plan.keycloak()) {
            // Last: its start takes all the processor that it gets, and nobody who calls waits for it.
            add(parts, KeycloakPart.start(layout, programs::keycloak, this::note));
        }
    }

    private void startServices() {
        var services = new ArrayList<Part>();
        for (var service : ServiceName.values()) {
            var replicas =
                    IntStream.rangeClosed(1, plan.replicas(service)).boxed().toList();
            for (var replica : replicas) {
                var child = ChildProcess.start(programs.service(service, replica), this::note);
                add(parts, child);
                services.add(child);
            }
            if (replicas.size() > 1) {
                var ports = layout.ports();
                addListener(RoundRobinProxy.start(
                        ports.http(service),
                        replicas.stream()
                                .map(replica ->
                                        new Replica(ports.http(service, replica), ports.management(service, replica)))
                                .toList()));
                addListener(RoundRobinProxy.start(
                        ports.management(service),
                        replicas.stream()
                                .map(replica -> new Replica(ports.management(service, replica), 0))
                                .toList()));
                note("a proxy for " + replicas.size() + " replicas of " + service.id() + " listens on port "
                        + ports.http(service));
            }
        }
        readyWait.forAll(services);
    }

    private void stopAndForget() {
        finish(Phase.STOPPING, "");
        stop();
        synchronized (this) {
            forgotten = true;
            StackState.delete(layout);
        }
    }

    /** Services first, so that none of them misses its servers. */
    private void stop() {
        stopAll(copy(parts));
        copy(listeners).forEach(listener -> {
            try {
                listener.close();
            } catch (Exception e) {
                LOG.warn("A listener does not close.", e);
            }
        });
        stopAll(copy(infrastructure));
    }

    private static void stopAll(List<Part> some) {
        CompletableFuture.allOf(some.stream()
                        .map(part -> CompletableFuture.runAsync(part::stop, Thread::startVirtualThread))
                        .toArray(CompletableFuture[]::new))
                .exceptionally(e -> {
                    LOG.warn("A part of the stack does not stop.", e);
                    return null;
                })
                .join();
    }

    private void add(List<Part> list, Part part) {
        synchronized (this) {
            if (phase == Phase.STARTING) {
                list.add(part);
                return;
            }
        }
        part.stop();
        throw new StackException("told to stop while the stack started");
    }

    private synchronized void addListener(AutoCloseable listener) {
        listeners.add(listener);
    }

    private synchronized <T> List<T> copy(List<T> list) {
        return List.copyOf(list);
    }

    private synchronized void finish(Phase reached, String why) {
        phase = reached;
        reason = why == null ? "unknown" : why;
        note("");
    }

    private synchronized void note(String line) {
        if (!line.isEmpty()) {
            progress.add(line);
            System.out.println(Instant.now() + " " + line);
        }
        if (forgotten) {
            return;
        }
        var processes = new ArrayList<ProcessState>();
        infrastructure.forEach(part -> processes.add(part.state()));
        if (simulatorRuns) {
            processes.add(inThisProcess());
        }
        parts.forEach(part -> processes.add(part.state()));
        var self = ProcessHandle.current();
        new StackState(
                        phase,
                        reason,
                        layout.ports().offset(),
                        self.pid(),
                        ProcessState.startOf(self),
                        progress,
                        processes)
                .write(layout);
    }

    private ProcessState inThisProcess() {
        var self = ProcessHandle.current();
        return new ProcessState(
                SIMULATOR,
                1,
                self.pid(),
                ProcessState.startOf(self),
                layout.ports().simulator(),
                0,
                layout.log("supervisor").toString(),
                0,
                false);
    }

    private FileChannel lockFile() throws IOException {
        Files.createDirectories(layout.run());
        return FileChannel.open(
                layout.run().resolve("supervisor.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static void parkWith(FileLock lock) {
        while (lock.isValid()) {
            try {
                Thread.sleep(Duration.ofDays(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
