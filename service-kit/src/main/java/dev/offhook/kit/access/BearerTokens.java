package dev.offhook.kit.access;

import java.util.Set;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offhook.kit.problem.Problem;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;

/**
 * Quarkus' OIDC, and around it what a caller of the API sees when it says no: a problem instead of an empty body, and
 * 503 within the configured patience when the issuer cannot be asked.
 */
@Alternative
@Priority(1)
@ApplicationScoped
public class BearerTokens implements HttpAuthenticationMechanism {
    private static final String API = "/api";
    private static final int UNAUTHORIZED = 401;

    private final OidcAuthenticationMechanism oidc;
    private final AccessConfiguration configuration;
    private final ObjectMapper json;

    BearerTokens(OidcAuthenticationMechanism oidc, AccessConfiguration configuration, ObjectMapper json) {
        this.oidc = oidc;
        this.configuration = configuration;
        this.json = json;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager identities) {
        if (!isApi(request)) {
            return oidc.authenticate(request, identities);
        }
        if (!request.request().headers().contains(HttpHeaderNames.AUTHORIZATION)) {
            // Nothing to verify: the issuer need not be there.
            return Uni.createFrom().nullItem();
        }
        var context = Vertx.currentContext();
        return oidc.authenticate(request, identities)
                .ifNoItem()
                .after(configuration.issuerPatience())
                .fail()
                .emitOn(command -> {
                    if (context == null) {
                        command.run();
                    } else {
                        context.runOnContext(nothing -> command.run());
                    }
                })
                .onFailure(failure -> !(failure instanceof AuthenticationFailedException))
                .transform(failure -> {
                    Refusal.issuerIsAway(request);
                    return new AuthenticationFailedException(failure);
                });
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext request) {
        if (!isApi(request)) {
            return oidc.sendChallenge(request);
        }
        var refusal = Refusal.of(request);
        refusal.headers().forEach(request.response()::putHeader);
        return end(request, refusal.problem());
    }

    /** Only for a challenge that {@link #sendChallenge} does not send; the issuer is not asked for it. */
    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return Uni.createFrom().item(new ChallengeData(UNAUTHORIZED, HttpHeaderNames.WWW_AUTHENTICATE, "Bearer"));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return oidc.getCredentialTypes();
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext request) {
        return Uni.createFrom().item(new HttpCredentialTransport(HttpCredentialTransport.Type.AUTHORIZATION, "Bearer"));
    }

    private Uni<Boolean> end(RoutingContext request, Problem problem) {
        try {
            var body = json.writeValueAsString(problem);
            return Uni.createFrom()
                    .completionStage(request.response()
                            .setStatusCode(problem.status())
                            .putHeader(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                            .end(body)
                            .map(true)
                            .toCompletionStage());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is always JSON", e);
        }
    }

    private static boolean isApi(RoutingContext request) {
        var path = request.normalizedPath();
        return path.equals(API) || path.startsWith(API + "/");
    }
}
