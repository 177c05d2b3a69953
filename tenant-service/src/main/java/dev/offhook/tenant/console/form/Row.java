package dev.offhook.tenant.console.form;

import java.util.Map;

/**
 * One block of a list.
 *
 * @param list the name of its list
 * @param index from 0
 * @param first whether it cannot be moved up
 * @param last whether it cannot be moved down
 * @param rest what it holds besides its inputs, as JSON
 * @param fields its inputs by name
 */
public record Row(String list, int index, boolean first, boolean last, String rest, Map<String, Field> fields) {

    /** One of its inputs. */
    public Field field(String name) {
        return fields.get(name);
    }

    /** The name of its own hidden input. */
    public String restName() {
        return list + "[" + index + "].rest";
    }

    /** Its number for people, from 1. */
    public int number() {
        return index + 1;
    }
}
