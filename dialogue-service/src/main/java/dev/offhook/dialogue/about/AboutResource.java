package dev.offhook.dialogue.about;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.config.inject.ConfigProperty;

/** {@code GET /}: which service answers here. */
@Path("/")
public class AboutResource {
    private final About about;

    AboutResource(
            @ConfigProperty(name = "quarkus.application.name") String name,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        about = new About(name, version);
    }

    /** Name and version. */
    @GET
    public About about() {
        return about;
    }

    /**
     * Who answers.
     *
     * @param name of the service
     * @param version of the build
     */
    public record About(String name, String version) {}
}
