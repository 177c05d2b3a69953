package dev.offhook.tenant.imports;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

import dev.offhook.kit.secrets.SecretBox;
import dev.offhook.tenant.configuration.TenantStore;

/** Takes the blocks of a tenants file into the database, all or none. */
@ApplicationScoped
class TenantImport {
    private final TenantStore store;
    private final SecretBox box;
    private final ImportFingerprint fingerprint;

    @Inject
    TenantImport(TenantStore store, SecretBox box, ImportFingerprint fingerprint) {
        this.store = store;
        this.box = box;
        this.fingerprint = fingerprint;
    }

    /**
     * What an import did.
     *
     * @param added tenants that were not known
     * @param changed tenants that got a new version
     * @param unchanged tenants whose block is the one imported last
     */
    record Result(int added, int changed, int unchanged) {}

    /**
     * Imports tenants that {@link TenantsFile} found good. A tenant that the file does not name stays as it is.
     *
     * @throws TenantsFileException when they do not fit the tenants that are known, or secrets cannot be encrypted;
     *     nothing has changed then
     */
    @Transactional
    Result run(List<TenantBlock> blocks) {
        store.lockAll();
        refuseConflicts(blocks);
        var counts = new HashMap<Step, Integer>();
        blocks.forEach(block -> counts.merge(importOne(block), 1, Integer::sum));
        return new Result(
                counts.getOrDefault(Step.ADDED, 0),
                counts.getOrDefault(Step.CHANGED, 0),
                counts.getOrDefault(Step.UNCHANGED, 0));
    }

    private enum Step {
        ADDED,
        CHANGED,
        UNCHANGED
    }

    private Step importOne(TenantBlock block) {
        var stored = store.find(block.slug());
        if (stored.filter(tenant -> fingerprint.matches(tenant.importHash, block))
                .isPresent()) {
            return Step.UNCHANGED;
        }
        long version = stored.map(tenant -> tenant.version).orElse(0L) + 1;
        store.save(block.configuration(version, encrypted(block)), fingerprint.of(block));
        return stored.isPresent() ? Step.CHANGED : Step.ADDED;
    }

    private void refuseConflicts(List<TenantBlock> blocks) {
        Set<String> inFile = blocks.stream().map(TenantBlock::slug).collect(Collectors.toSet());
        var others = store.all().stream()
                .filter(tenant -> !inFile.contains(tenant.slug))
                .map(tenant -> tenant.configuration)
                .toList();
        var conflicts = TenantRules.conflicts(blocks, others);
        if (!conflicts.isEmpty()) {
            throw new TenantsFileException(conflicts);
        }
    }

    private Map<String, String> encrypted(TenantBlock block) {
        var ciphertexts = new HashMap<String, String>();
        try {
            block.secrets().forEach((name, value) -> ciphertexts.put(name, box.encrypt(block.slug(), value)));
        } catch (IllegalStateException e) {
            throw new TenantsFileException(
                    List.of("tenant " + block.slug() + ": secrets cannot be encrypted: " + e.getMessage()));
        }
        return Map.copyOf(ciphertexts);
    }
}
