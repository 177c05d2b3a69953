package dev.offhook.tenant.console;

import jakarta.enterprise.event.Observes;

import io.quarkus.arc.Arc;
import io.quarkus.qute.EngineBuilder;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;

/** Lets every template speak the language of its reader. */
class SpokenLanguage {

    void speak(@Observes EngineBuilder engine, CurrentVertxRequest current) {
        engine.addTemplateInstanceInitializer(template -> {
            if (Arc.container().requestContext().isActive() && current.getCurrent() != null) {
                template.setLocale(Language.of(current.getCurrent()).code());
            }
        });
    }
}
