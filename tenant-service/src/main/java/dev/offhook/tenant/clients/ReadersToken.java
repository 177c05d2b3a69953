package dev.offhook.tenant.clients;

import jakarta.enterprise.context.RequestScoped;

import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.SecurityIdentity;

/**
 * The token of whoever reads the page. The other services' APIs get it, so that they decide for themselves what this
 * reader may see.
 */
@RequestScoped
public class ReadersToken {
    private final SecurityIdentity reader;

    ReadersToken(SecurityIdentity reader) {
        this.reader = reader;
    }

    /**
     * The value of an {@code Authorization} header.
     *
     * @throws IllegalStateException without a reader who has logged in
     */
    public String authorization() {
        return reader.getCredentials().stream()
                .filter(credential -> credential instanceof TokenCredential token && isAccess(token))
                .map(TokenCredential.class::cast)
                .findFirst()
                .map(token -> "Bearer " + token.getToken())
                .orElseThrow(() -> new IllegalStateException("there is no access token in this session"));
    }

    /** After the code flow the identity has an ID token and a refresh token beside it. */
    private static boolean isAccess(TokenCredential token) {
        return token instanceof io.quarkus.oidc.AccessTokenCredential;
    }
}
