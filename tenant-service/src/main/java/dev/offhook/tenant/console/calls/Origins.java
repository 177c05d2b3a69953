package dev.offhook.tenant.console.calls;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * A list of places that something may be fetched from: scheme, host and port, {@code https://api.twilio.com}; {@code
 * https://*.voximplant.com} is every host below a domain, not the domain itself.
 */
final class Origins {
    private static final String BELOW = "*.";
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final List<String> origins;

    Origins(List<String> origins) {
        this.origins = origins;
    }

    /** Whether an address is at one of them; one with a user in it never is. */
    boolean have(URI address) {
        if (address.getHost() == null || address.getScheme() == null || address.getRawUserInfo() != null) {
            return false;
        }
        return origins.stream().anyMatch(origin -> is(origin, address));
    }

    private static boolean is(String origin, URI address) {
        int slashes = origin.indexOf("://");
        if (slashes < 0) {
            return false;
        }
        String scheme = origin.substring(0, slashes);
        String rest = origin.substring(slashes + 3).replaceAll("/+$", "");
        int colon = rest.lastIndexOf(':');
        String host = (colon < 0 ? rest : rest.substring(0, colon)).toLowerCase(Locale.ROOT);
        int port = colon < 0 ? standard(scheme) : Integer.parseInt(rest.substring(colon + 1));
        String there = address.getHost().toLowerCase(Locale.ROOT);
        return scheme.equalsIgnoreCase(address.getScheme())
                && port == (address.getPort() < 0 ? standard(address.getScheme()) : address.getPort())
                && (host.startsWith(BELOW) ? there.endsWith(host.substring(1)) : there.equals(host));
    }

    private static int standard(String scheme) {
        return "http".equalsIgnoreCase(scheme) ? HTTP : HTTPS;
    }
}
