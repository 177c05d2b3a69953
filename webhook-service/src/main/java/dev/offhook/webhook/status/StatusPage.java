package dev.offhook.webhook.status;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.offhook.kit.tenants.Tenants;
import dev.offhook.webhook.replies.Turns;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.tuples.Tuple2;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whether Offhook as a whole takes calls. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class StatusPage {
    private final StatusConfiguration configuration;
    private final Tenants tenants;
    private final Turns turns;
    private final String version;
    private final HttpClient http;

    StatusPage(
            StatusConfiguration configuration,
            Tenants tenants,
            Turns turns,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.configuration = configuration;
        this.tenants = tenants;
        this.turns = turns;
        this.version = version;
        http = HttpClient.newBuilder()
                .connectTimeout(configuration.within())
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /** Up or down. */
    @RegisterForReflection
    public enum Health {
        UP,
        DOWN
    }

    /**
     * The whole and its parts.
     *
     * @param status up when every service is ready
     * @param services each service's readiness, by name
     */
    @RegisterForReflection
    public record SystemStatus(Health status, Map<String, Health> services) {}

    /** Who answers here. */
    public record About(String name, String version, String status) {}

    /** Who answers here. */
    @GET
    public About about() {
        return new About("Offhook", version, "/status");
    }

    /** 200 when every service is ready, else 503; the body says which is not. */
    @GET
    @Path("/status")
    public Uni<Response> status() {
        var asked = configuration.services().entrySet().stream()
                .map(service -> ready(service.getValue()).map(health -> Tuple2.of(service.getKey(), health)))
                .toList();
        return asked.isEmpty()
                ? Uni.createFrom().item(render(new TreeMap<>()))
                : Uni.join().all(asked).andFailFast().map(answers -> {
                    var services = new TreeMap<String, Health>();
                    answers.forEach(answer -> services.put(answer.getItem1(), answer.getItem2()));
                    return render(services);
                });
    }

    private Response render(TreeMap<String, Health> services) {
        services.put("webhook", tenants.loaded() && turns.caughtUp() ? Health.UP : Health.DOWN);
        boolean all = services.values().stream().allMatch(Health.UP::equals);
        return Response.status(all ? Response.Status.OK : Response.Status.SERVICE_UNAVAILABLE)
                .entity(new SystemStatus(all ? Health.UP : Health.DOWN, services))
                .build();
    }

    private Uni<Health> ready(URI readiness) {
        var request = HttpRequest.newBuilder(readiness)
                .timeout(configuration.within())
                .build();
        return Uni.createFrom()
                .completionStage(() -> http.sendAsync(request, HttpResponse.BodyHandlers.discarding()))
                .map(response -> response.statusCode() == Response.Status.OK.getStatusCode() ? Health.UP : Health.DOWN)
                .onFailure()
                .recoverWithItem(Health.DOWN);
    }
}
