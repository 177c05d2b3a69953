package dev.offhook.tenant.clients;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.rest.client.inject.RestClient;

/** webhook-service, asked with the reader's token. */
@ApplicationScoped
public class Webhooks {
    private final WebhookApi api;
    private final ReadersToken token;

    Webhooks(@RestClient WebhookApi api, ReadersToken token) {
        this.api = api;
        this.token = token;
    }

    /** Our addresses. */
    public Asked<WebhookAddresses> addresses(String slug) {
        return Asking.ask(Service.WEBHOOK, () -> api.webhooks(token.authorization(), slug));
    }

    /**
     * The VoxEngine scenario.
     *
     * @param mode {@code voice} or {@code greeting}
     */
    public Asked<String> scenario(String slug, String mode) {
        return Asking.ask(Service.WEBHOOK, () -> api.scenario(token.authorization(), slug, mode));
    }

    /** The next step of a simulated call. */
    public Asked<TestCall.Said> step(String slug, TestCall.Step step) {
        return Asking.ask(Service.WEBHOOK, () -> api.step(token.authorization(), slug, step));
    }

    /** The caller hangs up. */
    public Asked<String> hangUp(String slug, String call) {
        return Asking.ask(Service.WEBHOOK, () -> {
            api.hangUp(token.authorization(), slug, call);
            return call;
        });
    }
}
