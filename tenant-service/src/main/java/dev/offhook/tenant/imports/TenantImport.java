package dev.offhook.tenant.imports;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

import dev.offhook.tenant.configuration.BlockFingerprint;
import dev.offhook.tenant.configuration.Change;
import dev.offhook.tenant.configuration.InvalidTenantException;
import dev.offhook.tenant.configuration.Origin;
import dev.offhook.tenant.configuration.TenantBlock;
import dev.offhook.tenant.configuration.TenantChanges;
import dev.offhook.tenant.configuration.TenantChanges.Imported;
import dev.offhook.tenant.configuration.TenantStore;

/** Takes the blocks of a tenants file into the database, all or none. */
@ApplicationScoped
class TenantImport {
    private final TenantStore store;
    private final TenantChanges changes;
    private final BlockFingerprint fingerprint;

    @Inject
    TenantImport(TenantStore store, TenantChanges changes, BlockFingerprint fingerprint) {
        this.store = store;
        this.changes = changes;
        this.fingerprint = fingerprint;
    }

    /**
     * What an import did.
     *
     * @param added tenants that were not known
     * @param changed tenants whose block is another than the one imported last
     * @param unchanged tenants whose block is the one imported last
     */
    record Result(int added, int changed, int unchanged) {}

    /**
     * Imports tenants that {@link TenantsFile} found good. A tenant that the file does not name stays as it is; so does
     * one whose block says what it said at the last import, whatever was done to the tenant since.
     *
     * @throws TenantsFileException when they do not fit the tenants that are known, or secrets cannot be encrypted;
     *     nothing has changed then
     */
    @Transactional
    Result run(List<TenantBlock> blocks) {
        store.lockAll();
        var news = new ArrayList<Imported>();
        int added = 0;
        for (TenantBlock block : blocks) {
            var stored = store.find(block.slug());
            if (stored.filter(tenant -> fingerprint.matches(tenant.importHash, block))
                    .isEmpty()) {
                news.add(new Imported(block, fingerprint(block)));
                added += stored.isEmpty() ? 1 : 0;
            }
        }
        put(news);
        return new Result(added, news.size() - added, blocks.size() - news.size());
    }

    private void put(List<Imported> news) {
        try {
            changes.putAll(news, new Change(Change.SERVICE, Origin.IMPORT));
        } catch (InvalidTenantException e) {
            throw new TenantsFileException(TenantsFile.told("tenant " + e.slug(), e.faults()));
        }
    }

    private String fingerprint(TenantBlock block) {
        try {
            return fingerprint.of(block);
        } catch (IllegalStateException e) {
            throw new TenantsFileException(
                    List.of("tenant " + block.slug() + ": secrets cannot be encrypted: " + e.getMessage()));
        }
    }
}
