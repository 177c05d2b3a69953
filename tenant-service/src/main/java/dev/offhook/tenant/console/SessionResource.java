package dev.offhook.tenant.console;

import java.net.URI;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;

import dev.offhook.kit.problem.ProblemException;
import io.quarkus.oidc.OidcConfigurationMetadata;
import io.quarkus.oidc.OidcSession;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;

/** Login, logout and the choice of the language. */
@Path("/console")
@RunOnVirtualThread
public class SessionResource {
    private static final int YEAR_SECONDS = 365 * 24 * 60 * 60;

    private final OidcSession session;
    private final OidcConfigurationMetadata issuer;
    private final ConsoleConfiguration configuration;

    SessionResource(OidcSession session, OidcConfigurationMetadata issuer, ConsoleConfiguration configuration) {
        this.session = session;
        this.issuer = issuer;
        this.configuration = configuration;
    }

    /** Where the issuer sends browsers back to; whoever gets here is logged in. */
    @GET
    @Path("/login")
    public Response login() {
        return Response.seeOther(URI.create(ConsolePaths.ROOT)).build();
    }

    /** Ends the session here and at the issuer. */
    @POST
    @Path("/logout")
    public Response logout(@Context UriInfo uri) {
        var token = session.getIdToken().getRawToken();
        session.logout().await().indefinitely();
        var end = issuer.getEndSessionUri();
        if (end == null) {
            return Response.seeOther(URI.create("/")).build();
        }
        return Response.seeOther(UriBuilder.fromUri(end)
                        .queryParam("id_token_hint", token)
                        .queryParam("post_logout_redirect_uri", uri.getBaseUri())
                        .build())
                .build();
    }

    /** Remembers a language and goes back to the page that it was chosen on. */
    @GET
    @Path("/language/{code}")
    public Response language(String code, @HeaderParam("Referer") String from, RoutingContext http) {
        var language = Language.ofCode(code);
        if (language == null) {
            throw ProblemException.notFound("code", "the console speaks en and ru");
        }
        http.response()
                .addCookie(Cookie.cookie(Language.COOKIE, language.code())
                        .setPath(ConsolePaths.ROOT)
                        .setMaxAge(YEAR_SECONDS)
                        .setHttpOnly(true)
                        .setSecure(configuration.https())
                        .setSameSite(CookieSameSite.LAX));
        return Response.seeOther(back(from)).build();
    }

    /** Only the path counts, so that nobody is sent to another site. */
    private static URI back(String from) {
        try {
            var page = from == null ? null : URI.create(from);
            if (page != null && page.getRawPath() != null && ConsolePaths.has(page.getRawPath())) {
                var query = page.getRawQuery();
                return URI.create(page.getRawPath() + (query == null ? "" : "?" + query));
            }
        } catch (IllegalArgumentException e) {
            // A referrer that is no URL leads nowhere.
        }
        return URI.create(ConsolePaths.ROOT);
    }
}
