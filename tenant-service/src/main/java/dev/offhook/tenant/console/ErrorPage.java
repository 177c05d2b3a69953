package dev.offhook.tenant.console;

import java.util.Set;

import jakarta.inject.Singleton;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;

/** The page that says what is wrong, in the frame of all others. It asks nobody, so that it always stands. */
@Singleton
class ErrorPage {
    private static final int UNAVAILABLE = 503;
    private static final int ERROR = 500;
    private static final Set<Integer> KNOWN = Set.of(400, 403, 404, UNAVAILABLE);

    private final Assets assets;

    ErrorPage(Assets assets) {
        this.assets = assets;
    }

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static class Templates {
        private Templates() {}

        static native TemplateInstance error(Page page, int status, String detail);
    }

    /** The page of a status; one that it does not know reads like 500. */
    String render(RoutingContext request, int status, String detail) {
        var page = new Page(
                null, null, null, Language.of(request), "", false, false, null, ConsolePaths.ROOT, assets.paths());
        var shown = KNOWN.contains(status) ? status : status < ERROR ? 400 : ERROR;
        return Templates.error(page, shown, detail)
                .setLocale(page.language().code())
                .render();
    }
}
