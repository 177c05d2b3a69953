package dev.offhook.tenant.configuration;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.tenant.configuration.TenantDocument.ChannelBlock;
import dev.offhook.tenant.rules.TenantRules;

/** Whose number it is. The table's key decides, so that two replicas cannot give one number to two tenants. */
@ApplicationScoped
class TenantNumbers {
    private final Database database;

    TenantNumbers(Database database) {
        this.database = database;
    }

    /** Gives up every number of a tenant. */
    void release(String slug) {
        database.with(sql -> sql.update("delete from tenant_number where slug = ?", slug));
    }

    /**
     * Takes the numbers of a tenant that has none.
     *
     * @param naming whether a fault may name the tenant that has a number: only to who may see all tenants
     * @return a fault for every number that another tenant has
     */
    List<Fault> claim(TenantDocument tenant, boolean naming) {
        var faults = new ArrayList<Fault>();
        for (int i = 0; i < tenant.channels().size(); i++) {
            ChannelBlock channel = tenant.channels().get(i);
            String field = "channels[" + i + "].numbers";
            for (String number : channel.numbers()) {
                if (!claim(channel.kind().id(), number, tenant.slug())) {
                    String owner = naming ? "tenant " + owner(channel.kind().id(), number) : "another tenant";
                    faults.add(TenantRules.taken(field, number, owner));
                }
            }
        }
        return faults;
    }

    private boolean claim(String kind, String number, String slug) {
        return database.with(sql -> sql.update(
                        "insert into tenant_number (kind, number, slug) values (?, ?, ?) on conflict do nothing",
                        kind,
                        number,
                        slug))
                > 0;
    }

    private String owner(String kind, String number) {
        return database.with(sql -> sql.first(
                        "select slug from tenant_number where kind = ? and number = ?",
                        row -> row.text("slug"),
                        kind,
                        number)
                .orElse("(none)"));
    }
}
