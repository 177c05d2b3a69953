package dev.offhook.tenant.console;

import jakarta.inject.Singleton;

import io.quarkus.oidc.JavaScriptRequestChecker;
import io.vertx.ext.web.RoutingContext;

/** Lets htmx see that the session has ended (status 499) where a page would be sent to the login. */
@Singleton
public class HtmxRequests implements JavaScriptRequestChecker {
    @Override
    public boolean isJavaScriptRequest(RoutingContext request) {
        return request.request().headers().contains("HX-Request");
    }
}
