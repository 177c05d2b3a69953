package dev.offhook.local.stack;

/**
 * The TCP ports of a stack, all on loopback.
 *
 * @param offset what is added to every default port, 0 to {@value #HIGHEST_OFFSET}
 */
public record Ports(int offset) {
    /** The replicas' ports must still be below 65536. */
    public static final int HIGHEST_OFFSET = 55_000;

    private static final int SIMULATOR = 8090;
    private static final int FAKE_LLM = 8091;
    private static final int KAFKA = 9092;
    private static final int POSTGRES = 5433;
    private static final int KEYCLOAK = 8180;
    private static final int REPLICAS = 120;

    /** @throws IllegalArgumentException when the offset is out of range */
    public Ports {
        if (offset < 0 || offset > HIGHEST_OFFSET) {
            throw new IllegalArgumentException(
                    "a port offset is between 0 and " + HIGHEST_OFFSET + ", e.g. 1000, and not " + offset);
        }
    }

    /** HTTP of webhook-service. */
    public int webhook() {
        return http(ServiceName.WEBHOOK);
    }

    /** HTTP of dialogue-service. */
    public int dialogue() {
        return http(ServiceName.DIALOGUE);
    }

    /** HTTP of tenant-service. */
    public int tenant() {
        return http(ServiceName.TENANT);
    }

    /** Where a person opens the console: localhost, since Keycloak's redirects name it. */
    public String consoleUrl() {
        return "http://localhost:" + tenant() + "/console";
    }

    /** HTTP of notification-service. */
    public int notification() {
        return http(ServiceName.NOTIFICATION);
    }

    /** HTTP of the providers' simulator. */
    public int simulator() {
        return SIMULATOR + offset;
    }

    /** HTTP of the fake LLM. */
    public int fakeLlm() {
        return FAKE_LLM + offset;
    }

    /** The broker. */
    public int kafka() {
        return KAFKA + offset;
    }

    /** The database server. */
    public int postgres() {
        return POSTGRES + offset;
    }

    /** HTTP of Keycloak. */
    public int keycloak() {
        return KEYCLOAK + offset;
    }

    /** HTTP of a service, or of the proxy before its replicas. */
    public int http(ServiceName service) {
        return service.defaultPort() + offset;
    }

    /** Health and metrics of a service, or of the proxy before its replicas. */
    public int management(ServiceName service) {
        return service.defaultManagementPort() + offset;
    }

    /**
     * HTTP of one of several replicas.
     *
     * @param replica from 1
     */
    public int http(ServiceName service, int replica) {
        return replicaPort(http(service), service, replica);
    }

    /**
     * Health and metrics of one of several replicas.
     *
     * @param replica from 1
     */
    public int management(ServiceName service, int replica) {
        return replicaPort(management(service), service, replica);
    }

    /** 8200, 8201 … of webhook, 8210, 8211 … of dialogue: ten replicas each before they would meet. */
    private static int replicaPort(int port, ServiceName service, int replica) {
        return port + REPLICAS + 9 * service.ordinal() + replica - 1;
    }
}
