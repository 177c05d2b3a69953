package dev.offhook.tenant.imports;

import java.util.List;

/** A tenants file that cannot be imported. Expected, so that it carries no stack trace. */
final class TenantsFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param problems everything that is wrong, each naming tenant, field, the bad value and a good one; no secrets */
    TenantsFileException(List<String> problems) {
        super(String.join("; ", problems), null, false, false);
    }
}
