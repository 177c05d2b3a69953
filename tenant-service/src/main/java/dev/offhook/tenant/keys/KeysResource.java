package dev.offhook.tenant.keys;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import dev.offhook.kit.access.Access;
import dev.offhook.kit.problem.ProblemException;
import dev.offhook.kit.secrets.SecretBox;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The key ring that seals the tenants' secrets: what it is made of, and its rotation. For platform admins. */
@Path("/api/keys")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class KeysResource {
    private final Access access;
    private final StoredRing stored;
    private final SealedSecrets secrets;
    private final Rotations rotations;
    private final Replicas replicas;
    private final SecretBox box;

    KeysResource(
            Access access,
            StoredRing stored,
            SealedSecrets secrets,
            Rotations rotations,
            Replicas replicas,
            SecretBox box) {
        this.access = access;
        this.stored = stored;
        this.secrets = secrets;
        this.rotations = rotations;
        this.replicas = replicas;
        this.box = box;
    }

    /**
     * The ring and who follows it; never a key.
     *
     * @param generation of the ring; 0 before the first rotation
     * @param sealsWith id of the key that seals new secrets; null when there is none
     * @param keys the data keys, the newest first, those that are retired too
     * @param environmentKeys ids of the keys in {@code OFFHOOK_SECRETS_KEYS} of the replica that answers, in order
     * @param inUse how many secrets each key seals, by id; an environment's key that is not here, and wraps no key, can
     *     be removed
     * @param replicas every replica of every service
     * @param rotation id of the rotation that goes on; null when none does
     */
    public record RingView(
            long generation,
            String sealsWith,
            List<KeyView> keys,
            List<String> environmentKeys,
            Map<String, Integer> inUse,
            List<ReplicaView> replicas,
            Long rotation) {}

    /**
     * A data key.
     *
     * @param state {@code next}, {@code primary}, {@code old} or {@code retired}
     * @param wrappedBy id of the environment's key that wraps it; null once it is retired
     * @param retiredAt null until it is
     */
    public record KeyView(String id, String state, String wrappedBy, Instant createdAt, Instant retiredAt) {}

    /**
     * A replica of a service.
     *
     * @param generation of the ring that it follows
     * @param needs ids of the keys of the secrets that it has
     * @param missing what keeps it from following a newer ring; empty when nothing does
     * @param seenAt when it spoke last
     * @param alive false when that was too long ago
     */
    public record ReplicaView(
            String service,
            String instance,
            long generation,
            List<String> needs,
            List<String> missing,
            Instant seenAt,
            boolean alive) {}

    /**
     * A rotation.
     *
     * @param key id of the key that it brings in
     * @param sealed how many tenants were sealed anew so far
     * @param finishedAt null as long as it goes on
     * @param waitsFor what it waits for, in words; empty when for nothing
     * @param lost secrets that no key opens, in words; they must be set anew, and hold nothing back
     */
    public record RotationView(
            long id,
            Rotation.Step step,
            String key,
            int sealed,
            String startedBy,
            Instant startedAt,
            Instant finishedAt,
            List<String> waitsFor,
            List<String> lost) {}

    /** The ring. */
    @GET
    @Transactional
    public RingView ring() {
        access.requirePlatformAdmin();
        return new RingView(
                stored.ring().generation(),
                box.primary().orElse(null),
                stored.keys().stream().map(KeysResource::view).toList(),
                box.environmentKeys(),
                secrets.inUse(),
                replicas.all().stream().map(KeysResource::view).toList(),
                stored.running().map(Rotation::id).orElse(null));
    }

    /**
     * Begins a rotation; while one goes on, answers with that one.
     *
     * @return 202 with its address in {@code Location}
     */
    @POST
    @Path("/rotations")
    public RestResponse<RotationView> rotate(UriInfo uri) {
        access.requirePlatformAdmin();
        var rotation = rotations.start(access.subject());
        URI address = uri.getBaseUriBuilder().path("/api/keys/rotations/{id}").build(rotation.id());
        return ResponseBuilder.<RotationView>accepted(view(rotation))
                .location(address)
                .build();
    }

    /** A rotation, as far as it has come. */
    @GET
    @Path("/rotations/{id}")
    @Transactional
    public RotationView rotation(@PathParam("id") String id) {
        access.requirePlatformAdmin();
        return stored.find(number(id))
                .map(this::view)
                .orElseThrow(() -> ProblemException.notFound("id", "there is no rotation '" + id + "'"));
    }

    private RotationView view(Rotation rotation) {
        return new RotationView(
                rotation.id(),
                rotation.step(),
                rotation.key(),
                rotation.sealed(),
                rotation.startedBy(),
                rotation.startedAt(),
                rotation.finishedAt(),
                rotations.waitsFor(rotation),
                rotations.lost(rotation));
    }

    private static KeyView view(StoredKey key) {
        return new KeyView(
                key.id(), key.state(), SecretBox.keyOf(key.wrapped()).orElse(null), key.createdAt(), key.retiredAt());
    }

    private static ReplicaView view(Replicas.Replica replica) {
        var said = replica.said();
        return new ReplicaView(
                said.service(),
                said.instance(),
                said.generation(),
                said.needs(),
                said.missing(),
                replica.time(),
                replica.alive());
    }

    private static long number(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
