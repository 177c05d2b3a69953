package dev.offhook.tenant.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.offhook.tenant.configuration.Fault;
import dev.offhook.tenant.configuration.InvalidTenantException;
import dev.offhook.tenant.configuration.TenantBlock;
import dev.offhook.tenant.rules.BlockReader;
import dev.offhook.tenant.rules.TenantRules;

/** Reads a tenants file: YAML with one list, {@code tenants}. */
final class TenantsFile {
    private static final String ROOT = "tenants";

    private TenantsFile() {}

    /**
     * Reads and checks a file.
     *
     * @return its tenants, in its order, without a fault as far as the file alone can tell
     * @throws TenantsFileException with every fault that was found
     */
    static List<TenantBlock> read(Path file) {
        var blocks = new ArrayList<TenantBlock>();
        var problems = new ArrayList<String>();
        int position = 0;
        for (JsonNode node : list(tree(file))) {
            String name = name(node, position++);
            try {
                blocks.add(BlockReader.read(node));
            } catch (InvalidTenantException e) {
                problems.addAll(told(name, e.faults()));
            }
        }
        blocks.forEach(block -> problems.addAll(told("tenant " + block.slug(), TenantRules.faults(block))));
        problems.addAll(repeated(blocks));
        if (!problems.isEmpty()) {
            throw new TenantsFileException(problems);
        }
        return List.copyOf(blocks);
    }

    private static JsonNode tree(Path file) {
        if (!Files.isReadable(file)) {
            throw new TenantsFileException(List.of(
                    "OFFHOOK_TENANTS_FILE names no readable file; a good one is deploy/local/demo/tenants.yaml"));
        }
        try {
            return BlockReader.YAML.readTree(file.toFile());
        } catch (JacksonException e) {
            // The parser's own message quotes the file, which may be a secret's line.
            var where = e.getLocation();
            throw new TenantsFileException(List.of("no YAML near line "
                    + (where == null ? "1" : where.getLineNr() + ", column " + where.getColumnNr())
                    + " (wrong indentation, a key twice, or an unquoted colon); a good line is  - slug: hotel-royal"));
        } catch (IOException e) {
            throw new TenantsFileException(List.of("cannot be read: " + e.getMessage()));
        }
    }

    private static JsonNode list(JsonNode root) {
        JsonNode list = root == null ? null : root.get(ROOT);
        if (list == null || !list.isArray() || root.size() != 1) {
            throw new TenantsFileException(List.of("the file must hold one list, 'tenants:', and nothing else beside"));
        }
        return list;
    }

    private static String name(JsonNode node, int position) {
        String slug = node.path("slug").asText("");
        return "tenant " + (slug.isBlank() ? ROOT + "[" + position + "]" : slug);
    }

    private static List<String> repeated(List<TenantBlock> blocks) {
        var problems = new ArrayList<String>();
        TenantRules.repeated(blocks.stream().map(TenantBlock::slug).toList())
                .forEach(fault -> problems.addAll(told("tenant " + fault.value(), List.of(fault))));
        var owners = new HashMap<String, String>();
        for (TenantBlock block : blocks) {
            for (Fault fault : TenantRules.taken(block.document(), owners)) {
                problems.addAll(told("tenant " + block.slug(), List.of(fault)));
            }
        }
        return problems;
    }

    /** Faults as the log shows them: with the tenant, of which a file has many. */
    static List<String> told(String tenant, List<Fault> faults) {
        return faults.stream().map(fault -> tenant + ": " + fault.message()).toList();
    }
}
