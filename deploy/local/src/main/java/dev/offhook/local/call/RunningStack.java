package dev.offhook.local.call;

import java.util.Optional;

import dev.offhook.local.provider.Ingress;
import dev.offhook.local.provider.Telephony;
import dev.offhook.local.provider.TenantsFile;
import dev.offhook.local.simulator.Simulator;
import dev.offhook.local.stack.Layout;
import dev.offhook.local.stack.StackException;
import dev.offhook.local.stack.StackState;

/**
 * The stack that runs on this machine, as callers reach it.
 *
 * @param layout where things are
 * @param publicUrl the URL that providers know webhook-service by
 */
public record RunningStack(Layout layout, String publicUrl) {

    /**
     * The stack of this layout.
     *
     * @param publicUrl null for that of the environment's {@code OFFHOOK_PUBLIC_URL}, else of localhost
     * @throws StackException when it does not run, or is not ready yet
     */
    public static RunningStack of(Layout layout, String publicUrl) {
        StackState state = StackState.readRunning(layout)
                .orElseThrow(() -> new StackException("Offhook does not run; start it with: ./offhook up -d"));
        if (state.phase() != StackState.Phase.READY) {
            throw new StackException("Offhook is not ready; look again soon with: ./offhook status");
        }
        return new RunningStack(
                layout,
                Optional.ofNullable(publicUrl)
                        .or(() -> Optional.ofNullable(System.getenv("OFFHOOK_PUBLIC_URL")))
                        .filter(url -> !url.isBlank())
                        .orElse("http://localhost:" + layout.ports().webhook()));
    }

    /** webhook-service for {@code connections} requests at a time; to be closed. */
    public Ingress ingress(int connections) {
        return new Ingress(publicUrl, layout.ports().webhook(), connections);
    }

    /** The tenants' numbers, reached through {@code ingress}. */
    public Telephony telephony(Ingress ingress) {
        return new Telephony(
                ingress, tenants(), "http://localhost:" + layout.ports().simulator() + Simulator.VOXIMPLANT_RECORDS);
    }

    /** The tenants that the stack imported. */
    public TenantsFile tenants() {
        return TenantsFile.read(layout.tenantsFile());
    }
}
