package dev.offhook.tenant.console.tenants;

import java.io.IOException;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offhook.tenant.console.Language;
import dev.offhook.tenant.rules.BlockReader;

/** What a new tenant begins with, so that it can answer at once. */
final class Starter {

    private Starter() {}

    /** A document without slug and name, in a language. */
    static ObjectNode in(Language language) {
        var path = "starter/" + language.code() + ".yaml";
        try (var file = Thread.currentThread().getContextClassLoader().getResourceAsStream(path)) {
            return (ObjectNode) BlockReader.YAML.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read", e);
        }
    }

    /** The language whose phrases suit an assistant that speaks {@code locale}. */
    static Language speaking(String locale) {
        return locale.startsWith("ru") ? Language.RU : Language.EN;
    }
}
