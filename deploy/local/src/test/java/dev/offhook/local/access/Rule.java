package dev.offhook.local.access;

import static dev.offhook.local.access.Answer.ALLOWED;
import static dev.offhook.local.access.Answer.FORBIDDEN;
import static dev.offhook.local.access.Answer.NO_SUCH_TENANT;

/** Who may use an endpoint, given that it needs a bearer token and is about the tenant hotel-royal. */
enum Rule {
    /** No token is asked for: a provider signs, or nothing is told that not everybody may know. */
    OPEN(ALLOWED, ALLOWED, ALLOWED, ALLOWED),
    /** A person's browser with a session. */
    CONSOLE(FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN),
    /** What one who has any role sees of it differs. */
    ANY(ALLOWED, ALLOWED, ALLOWED, ALLOWED),
    /** It reads what belongs to the tenant. */
    READ(NO_SUCH_TENANT, ALLOWED, ALLOWED, ALLOWED),
    /** It changes what belongs to the tenant. */
    CHANGE(NO_SUCH_TENANT, FORBIDDEN, ALLOWED, ALLOWED),
    /** It changes a tenant that the bearer sees, and would create any other: whether there is one cannot be told. */
    CREATE_OR_CHANGE(FORBIDDEN, FORBIDDEN, ALLOWED, ALLOWED),
    /** It takes the platform's admin, who alone may do so with a tenant. */
    PLATFORM_TENANT(NO_SUCH_TENANT, FORBIDDEN, FORBIDDEN, ALLOWED),
    /** It belongs to no tenant. */
    PLATFORM(FORBIDDEN, FORBIDDEN, FORBIDDEN, ALLOWED);

    private final Answer stranger;
    private final Answer viewer;
    private final Answer tenantAdmin;
    private final Answer platformAdmin;

    Rule(Answer stranger, Answer viewer, Answer tenantAdmin, Answer platformAdmin) {
        this.stranger = stranger;
        this.viewer = viewer;
        this.tenantAdmin = tenantAdmin;
        this.platformAdmin = platformAdmin;
    }

    Answer to(Bearer bearer) {
        return switch (bearer) {
            case NOBODY, FORGED -> this == OPEN ? ALLOWED : Answer.UNAUTHORIZED;
            case STRANGER -> stranger;
            case VIEWER -> viewer;
            case TENANT_ADMIN -> tenantAdmin;
            case PLATFORM_ADMIN -> platformAdmin;
        };
    }
}
