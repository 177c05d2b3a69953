package dev.offhook.local.simulator;

import io.vertx.core.MultiMap;

/**
 * One request to a provider's API, read to its end.
 *
 * @param method in capitals
 * @param path without the query
 * @param query decoded parameters of the URL
 * @param form decoded parameters of the body; empty when there are none
 * @param authorization the header of that name, null when there is none
 */
public record ApiRequest(String method, String path, MultiMap query, MultiMap form, String authorization) {

    /** A parameter of the body, else of the URL; empty when it is in neither. */
    public String parameter(String name) {
        String inForm = form.get(name);
        String value = inForm == null ? query.get(name) : inForm;
        return value == null ? "" : value;
    }
}
