package dev.offhook.local.sms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.offhook.local.provider.Ingress;
import dev.offhook.local.provider.TwilioAccount;
import dev.offhook.local.provider.TwilioSms;
import dev.offhook.local.stack.Layout;
import dev.offhook.local.stack.Ports;
import dev.offhook.local.stack.ProcessState;
import dev.offhook.local.stack.StackState;
import dev.offhook.local.testsupport.CommandLineProgram;
import dev.offhook.local.testsupport.FreePorts;

/** A whole stack with {@link SmsTenants}, and what tests do with it. */
final class SmsStack implements AutoCloseable {
    private static final int CONNECTIONS = 10;

    private final CommandLineProgram program;
    private final Layout layout;
    private final SmsTraffic traffic;
    private final SimulatorControl simulator;
    private final Ingress ingress;

    private SmsStack(CommandLineProgram program, Layout layout) {
        this.program = program;
        this.layout = layout;
        int webhook = layout.ports().webhook();
        this.traffic = SmsTraffic.on("127.0.0.1:" + layout.ports().kafka());
        this.simulator = new SimulatorControl(layout.ports().simulator());
        this.ingress = new Ingress("http://localhost:" + webhook, webhook, CONNECTIONS);
    }

    /**
     * Starts one and returns when it knows the tenants.
     *
     * @param replicas of notification-service
     * @param environment of the services, besides what the stack gives them
     */
    static SmsStack start(int replicas, Map<String, String> environment) {
        try {
            var home = Files.createTempDirectory("offhook-sms");
            var all = new HashMap<>(environment);
            all.put("OFFHOOK_TENANTS_FILE", SmsTenants.write(home).toString());
            var program = new CommandLineProgram(home, all);
            Ports ports = FreePorts.choose(home);
            var up = program.run(
                    "up",
                    "-d",
                    "--no-build",
                    "--no-keycloak",
                    "--port-offset",
                    Integer.toString(ports.offset()),
                    "--replicas",
                    "notification=" + replicas);
            if (up.exitCode() != 0) {
                throw new IllegalStateException("the stack does not start: " + up.output());
            }
            var stack = new SmsStack(program, new Layout(Layout.projectRoot(), home, ports));
            stack.traffic.awaitTenants(SmsTenants.ALL);
            return stack;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its Kafka. */
    SmsTraffic traffic() {
        return traffic;
    }

    /** Its providers. */
    SimulatorControl simulator() {
        return simulator;
    }

    /** Messages of a customer to one of the tenants' numbers, as Twilio delivers them. */
    TwilioSms customer(String from, String to) {
        return new TwilioSms(new TwilioAccount(ingress, SimulatorControl.ACCOUNT, SimulatorControl.TOKEN), from, to);
    }

    /** The replicas of notification-service as they run now. */
    List<ProcessState> replicas() {
        return StackState.read(layout).orElseThrow().processes("notification");
    }

    @Override
    public void close() {
        traffic.close();
        simulator.close();
        ingress.close();
        program.run("down");
        keepLogs();
        try (var paths = Files.walk(program.home())) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Into the build's folder: what a failed run said is worth a look. */
    private void keepLogs() {
        Path kept = Path.of("target", "sms-logs");
        try {
            Files.createDirectories(kept);
            try (var logs = Files.newDirectoryStream(layout.logs(), "*.log")) {
                for (var log : logs) {
                    Files.copy(log, kept.resolve(log.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
