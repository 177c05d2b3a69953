package dev.offhook.webhook.setup;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;

import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.kit.access.TenantAccess;
import dev.offhook.kit.problem.ProblemException;

/** The tenant's VoxEngine scenario. */
@Path("/api/tenants/{slug}/voximplant/scenario")
public class ScenarioResource {
    private final TenantAccess access;
    private final VoximplantScenario scenario;

    ScenarioResource(TenantAccess access, VoximplantScenario scenario) {
        this.access = access;
        this.scenario = scenario;
    }

    /**
     * The scenario as JavaScript.
     *
     * @param mode {@code voice} or {@code greeting}
     * @param transport {@code webhook} or {@code stream}; the channel's when left out
     * @throws ProblemException 404 for a tenant without a Voximplant voice channel, 400 for another mode or transport
     */
    @GET
    @Produces("text/javascript;charset=utf-8")
    public String scenario(
            @PathParam("slug") String slug,
            @QueryParam("mode") @DefaultValue("voice") String mode,
            @QueryParam("transport") String transport) {
        var tenant = access.read(slug);
        var channel = tenant.channel(Channel.Kind.VOXIMPLANT_VOICE)
                .orElseThrow(() ->
                        ProblemException.notFound("tenant", "tenant " + slug + " has no channel voximplant-voice"));
        return scenario.of(
                tenant,
                choice("mode", mode, ScenarioMode.values()),
                transport == null ? channel.transport() : choice("transport", transport, Channel.Transport.values()));
    }

    private static <T extends Enum<T>> T choice(String field, String given, T[] values) {
        return Arrays.stream(values)
                .filter(value -> name(value).equals(given))
                .findFirst()
                .orElseThrow(() -> ProblemException.badRequest(
                        field,
                        field + " is not known; it is "
                                + Arrays.stream(values)
                                        .map(ScenarioResource::name)
                                        .collect(Collectors.joining(" or "))));
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
