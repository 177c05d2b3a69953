package dev.offhook.tenant.api;

import java.io.IOException;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.offhook.kit.problem.ProblemException;
import dev.offhook.tenant.configuration.TenantBlock;
import dev.offhook.tenant.configuration.TenantDocument;
import dev.offhook.tenant.rules.BlockReader;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads and writes tenants as JSON and YAML. A problem never quotes the body, which may hold a secret. */
final class Bodies {
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .reader();

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    private static final String TENANTS = "tenants";

    private Bodies() {}

    /** A tenant of JSON, not checked by the rules. */
    static TenantBlock json(byte[] body) {
        return BlockReader.read(tree(body));
    }

    /** A body of one text, {@code value}. */
    static String value(byte[] body) {
        var tree = tree(body);
        var value = tree.path("value");
        if (!value.isTextual() || tree.size() != 1) {
            throw ProblemException.badRequest(
                    "value", "value must be the one text of the body; good is {\"value\": \"…\"}");
        }
        return value.textValue();
    }

    /** A tenant of YAML, alone or as the one of a tenants file; not checked by the rules. */
    static TenantBlock yaml(byte[] body) {
        JsonNode tree;
        try {
            tree = BlockReader.YAML.readTree(body);
        } catch (IOException | YAMLException e) {
            throw ProblemException.badRequest(
                    "body", "the body is no YAML, or has a key twice; good is what /export gives");
        }
        var list = tree.path(TENANTS);
        if (list.isArray() && tree.size() == 1) {
            if (list.size() != 1) {
                throw ProblemException.badRequest(
                        TENANTS, "tenants has " + list.size() + " entries; good is one, import each by itself");
            }
            tree = list.get(0);
        }
        return BlockReader.read(tree);
    }

    /** A document as YAML that {@link #yaml} reads. */
    static String yaml(TenantDocument document) {
        try {
            return YAML.writeValueAsString(document);
        } catch (IOException e) {
            throw new IllegalStateException("a tenant is always YAML", e);
        }
    }

    private static JsonNode tree(byte[] body) {
        try {
            var tree = body == null ? null : JSON.readTree(body);
            if (tree != null && tree.isObject()) {
                return tree;
            }
        } catch (IOException e) {
            // Told below.
        }
        throw ProblemException.badRequest(
                "body", "the body is no JSON object, or has a field twice; good is as in docs/tenants-api.md");
    }
}
