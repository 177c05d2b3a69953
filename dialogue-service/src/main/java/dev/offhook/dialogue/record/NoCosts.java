package dev.offhook.dialogue.record;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.ConversationRecord.Costs;
import dev.offhook.events.TenantConfiguration;
import io.quarkus.arc.DefaultBean;

/** Knows no prices. */
@DefaultBean
@ApplicationScoped
class NoCosts implements CostsOf {
    @Override
    public Costs costs(TenantConfiguration tenant, Used used) {
        return null;
    }
}
