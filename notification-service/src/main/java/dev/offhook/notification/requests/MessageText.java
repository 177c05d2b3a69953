package dev.offhook.notification.requests;

import dev.offhook.events.SmsRequest.TemplateUse;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.notification.message.PlainCharacters;
import dev.offhook.notification.message.Segments;
import dev.offhook.notification.templates.TemplateException;
import dev.offhook.notification.templates.Templates;
import org.jspecify.annotations.Nullable;

/** The words of a message. */
public final class MessageText {
    private MessageText() {}

    /**
     * The words that were asked for.
     *
     * @param text them; null when they are made from a template
     * @param template null when there is a text
     * @throws TemplateException when the template cannot be filled
     */
    static String of(@Nullable String text, @Nullable TemplateUse template, TenantConfiguration tenant) {
        return template == null ? String.valueOf(text) : Templates.filled(tenant, template);
    }

    /**
     * The words as they are sent: with plain characters where the tenant wants that and it saves segments.
     *
     * @throws TemplateException when the template cannot be filled
     */
    public static String sent(@Nullable String text, @Nullable TemplateUse template, TenantConfiguration tenant) {
        String words = of(text, template, tenant);
        return tenant.messaging().plainCharacters() ? PlainCharacters.whereShorter(words) : words;
    }

    /** How many segments words have, 1 or more. */
    public static int segments(String words) {
        return Segments.of(words).parts();
    }
}
