package dev.offhook.tenant.secrets;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.tenant.configuration.Database;
import dev.offhook.tenant.configuration.SecretState;

/** What may be shown of the secrets; the ciphertexts stand in the configuration. */
@ApplicationScoped
public class SecretStates {
    private final Database database;

    SecretStates(Database database) {
        this.database = database;
    }

    /** By name; in the current transaction. */
    public Map<String, SecretState> of(String slug) {
        var states = new TreeMap<String, SecretState>();
        database.with(sql -> sql.list(
                "select name, last4, set_at from tenant_secret where slug = ?",
                row -> states.put(row.text("name"), new SecretState(row.text("last4"), row.instant("set_at"))),
                slug));
        return states;
    }

    /** Notes that a secret is set; in the current transaction. */
    public void set(String slug, String name, SecretState state) {
        database.with(sql -> sql.update("""
                insert into tenant_secret (slug, name, last4, set_at) values (?, ?, ?, ?)
                on conflict (slug, name) do update set last4 = excluded.last4, set_at = excluded.set_at
                """, slug, name, state.last4(), state.setAt()));
    }

    /** Forgets all but these; in the current transaction. */
    public void keep(String slug, Collection<String> names) {
        database.with(
                sql -> sql.update("delete from tenant_secret where slug = ? and not name = any (?)", slug, names));
    }
}
