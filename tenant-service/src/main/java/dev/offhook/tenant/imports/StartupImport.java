package dev.offhook.tenant.imports;

import java.nio.file.Path;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.offhook.tenant.configuration.TenantStore;
import io.quarkus.runtime.StartupEvent;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Imports the tenants file when the service starts, then publishes every tenant. With a file that is not good the
 * service stays up and publishes what it has, but does not become ready.
 */
@Readiness
@ApplicationScoped
class StartupImport implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(StartupImport.class);

    private final ImportConfiguration configuration;
    private final TenantImport tenantImport;
    private final TenantStore store;
    private volatile String problem = "not done yet";

    StartupImport(ImportConfiguration configuration, TenantImport tenantImport, TenantStore store) {
        this.configuration = configuration;
        this.tenantImport = tenantImport;
        this.store = store;
    }

    void start(@Observes StartupEvent event) {
        configuration.file().ifPresentOrElse(this::importFile, () -> {
            problem = null;
            LOG.info("no tenants imported: OFFHOOK_TENANTS_FILE is not set");
        });
        LOG.infof("tenants put into the outbox: count=%d", store.publishAll());
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("tenants-import").status(problem == null);
        if (problem != null) {
            response.withData("problem", problem);
        }
        return response.build();
    }

    private void importFile(Path file) {
        try {
            var result = tenantImport.run(TenantsFile.read(file));
            problem = null;
            LOG.infof(
                    "tenants imported: file=%s added=%d changed=%d unchanged=%d",
                    file, result.added(), result.changed(), result.unchanged());
        } catch (TenantsFileException e) {
            problem = e.getMessage();
            LOG.errorf("tenants not imported, not ready until the file is right: file=%s problems=%s", file, problem);
        }
    }
}
