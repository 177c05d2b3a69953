package dev.offhook.tenant.console.settings;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

import jakarta.enterprise.context.RequestScoped;

import dev.offhook.events.TenantConfiguration;
import dev.offhook.tenant.configuration.StoredTenant;
import dev.offhook.tenant.console.Page;
import dev.offhook.tenant.console.PageContext;
import dev.offhook.tenant.console.Tab;
import dev.offhook.tenant.console.form.Editing;
import dev.offhook.tenant.console.form.Form;
import dev.offhook.tenant.console.tenants.Zones;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import org.jspecify.annotations.Nullable;

/** Renders the settings. */
@RequestScoped
class SettingsView {
    private static final List<String> KNOWN = List.of(
            TenantConfiguration.TWILIO_AUTH_TOKEN,
            TenantConfiguration.VOXIMPLANT_WEBHOOK_KEY,
            TenantConfiguration.VOXIMPLANT_API_KEY,
            TenantConfiguration.VOXIMPLANT_CALLBACK_SALT,
            TenantConfiguration.VOXIMPLANT_CALLBACK_TOKEN,
            TenantConfiguration.LLM_API_KEY);

    private final PageContext pages;
    private final Editing editing;

    SettingsView(PageContext pages, Editing editing) {
        this.pages = pages;
        this.editing = editing;
    }

    @CheckedTemplate(basePath = "console/settings")
    static class Templates {
        private Templates() {}

        static native TemplateInstance settings(
                Page page,
                StoredTenant tenant,
                Form form,
                List<SecretLine> secrets,
                List<String> zones,
                @Nullable String confirm,
                @Nullable List<String> importErrors);
    }

    /**
     * The page.
     *
     * @param wrong a secret that was refused; null for none
     * @param confirm what was typed instead of the slug to delete; null when nothing was
     */
    TemplateInstance page(String slug, Form form, @Nullable SecretErrors wrong, @Nullable String confirm) {
        return page(slug, form, wrong, confirm, null);
    }

    /** As above, with what was wrong with an imported file. */
    TemplateInstance page(
            String slug,
            Form form,
            @Nullable SecretErrors wrong,
            @Nullable String confirm,
            @Nullable List<String> importErrors) {
        var tenant = editing.read(slug);
        var page = pages.page(slug, Tab.SETTINGS);
        return Templates.settings(page, tenant, form, secrets(tenant, wrong), Zones.ALL, confirm, importErrors);
    }

    private static List<SecretLine> secrets(StoredTenant tenant, @Nullable SecretErrors wrong) {
        var others = new TreeSet<>(tenant.secrets().keySet());
        KNOWN.forEach(others::remove);
        return Stream.concat(KNOWN.stream(), others.stream())
                .map(name -> new SecretLine(
                        name,
                        tenant.secrets().get(name),
                        wrong != null && wrong.name().equals(name) ? wrong.errors() : List.of()))
                .toList();
    }
}
