package dev.offhook.tenant.console.calls;

import java.net.URLEncoder;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Conversation ids in addresses. */
public final class Ids {
    private Ids() {}

    /** An id as one segment of a path. */
    public static String segment(String id) {
        return URLEncoder.encode(id, UTF_8).replace("+", "%20").replace("%3A", ":");
    }
}
