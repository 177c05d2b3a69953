package dev.offhook.webhook.setup;

/** How a generated scenario talks to the ingress. */
public enum ScenarioTransport {
    /** One HTTP request a turn; a socket takes over when VoxEngine's 35 requests become scarce. */
    WEBHOOK,
    /** A socket, and HTTP where it cannot be opened. */
    STREAM
}
