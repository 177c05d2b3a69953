package dev.offhook.dialogue.erasure;

import java.net.URI;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.offhook.kit.access.TenantAccess;
import dev.offhook.kit.phone.PhoneNumbers;
import dev.offhook.kit.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;

/** Erasure of everything that belongs to one phone number. */
@Path("/api/tenants/{slug}/erasures")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ErasureResource {
    private final Erasures erasures;
    private final TenantAccess access;

    ErasureResource(Erasures erasures, TenantAccess access) {
        this.erasures = erasures;
        this.access = access;
    }

    /**
     * What is to be erased.
     *
     * @param number of the caller or customer, with its country code
     */
    @RegisterForReflection
    public record Request(String number) {}

    /**
     * Takes a request for a number's erasure; the same number again while it is at work is the same request.
     *
     * @return 202 with the state, its address in {@code Location}
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response request(@PathParam("slug") String slug, Request request) {
        access.change(slug);
        String number = PhoneNumbers.e164(request == null ? null : request.number())
                .orElseThrow(() -> ProblemException.badRequest(
                        "number", "is no phone number; good is one with its country code: +79161234567"));
        String id = erasures.request(slug, number);
        return Response.accepted(erasures.state(slug, id).orElseThrow())
                .location(URI.create("/api/tenants/" + slug + "/erasures/" + id))
                .build();
    }

    /** How far a request has come. */
    @GET
    @Path("/{id}")
    public ErasureState state(@PathParam("slug") String slug, @PathParam("id") String id) {
        access.read(slug);
        return erasures.state(slug, id)
                .orElseThrow(() -> ProblemException.notFound("id", "there is no erasure of this id"));
    }
}
