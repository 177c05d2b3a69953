package dev.offhook.tenant.configuration;

import java.util.Map;

/**
 * A tenant as it is written in a file: its document and its secrets in clear.
 *
 * @param secrets name to value in clear; none when null
 */
public record TenantBlock(TenantDocument document, Map<String, String> secrets) {
    public TenantBlock {
        secrets = secrets == null ? Map.of() : Map.copyOf(secrets);
    }

    /** The tenant's name in URLs. */
    public String slug() {
        return document.slug();
    }

    /** Never the secrets. */
    @Override
    public String toString() {
        return "TenantBlock[" + slug() + "]";
    }
}
