package dev.offhook.tenant.console.form;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One input of a form.
 *
 * @param name of the input
 * @param value its text
 * @param errors what is wrong with it, in the reader's language
 * @param theirs what somebody else has saved there meanwhile; null where it is the same
 */
public record Field(
        String name,
        String value,
        List<String> errors,
        @Nullable String theirs) {

    /** Its HTML id. */
    public String id() {
        return "f-" + name.replaceAll("[^A-Za-z0-9-]+", "-");
    }

    /** Whether a box of it is checked. */
    public boolean checked() {
        return !value.isEmpty();
    }

    /** Whether something is wrong. */
    public boolean invalid() {
        return !errors.isEmpty();
    }

    /** The id of what describes it. */
    public String describedBy() {
        return id() + "-more";
    }
}
