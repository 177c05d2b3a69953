package dev.offhook.tenant.console.settings;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the settings, of secrets, versions and the audit log. */
@MessageBundle(value = "settings", locale = "en")
public interface SettingsMessages {
    @Message
    String title();

    @Message
    String general();

    @Message
    String versions();

    @Message
    String audit();

    @Message
    String name();

    @Message
    String slug();

    @Message
    String slugHint();

    @Message
    String plan();

    @Message
    String planHint();

    @Message
    String locale();

    @Message
    String localeHint();

    @Message
    String timeZone();

    @Message
    String timeZoneHint();

    @Message
    String voice();

    @Message
    String voicePlatform();

    @Message
    String female();

    @Message
    String male();

    @Message
    String secrets();

    @Message
    String secretsLead();

    @Message
    String secretName(String name);

    @Message
    String secretSet(String at);

    @Message
    String secretEnds(String last4);

    @Message
    String secretNotSet();

    @Message
    String secretValue();

    @Message
    String secretReplace();

    @Message
    String secretDo();

    @Message
    String secretRemove();

    @Message
    String secretRevision();

    @Message
    String file();

    @Message
    String fileLead();

    @Message
    String export();

    @Message
    String importButton();

    @Message
    String importHint();

    @Message
    String importFile();

    @Message
    String importSecrets();

    @Message
    String importBroken();

    @Message
    String importEmpty();

    @Message
    String importFailed();

    @Message
    String versionsLead();

    @Message
    String version(long number);

    @Message
    String current();

    @Message
    String first();

    @Message
    String rollBack();

    @Message
    String rollBackStale();

    @Message
    String rollBackFailed();

    @Message
    String origin(dev.offhook.tenant.configuration.Origin origin);

    @Message
    String changes(int count);

    @Message
    String was();

    @Message
    String is();

    @Message
    String nothing();

    @Message
    String older();

    @Message
    String auditLead();

    @Message
    String auditNone();

    @Message
    String when();

    @Message
    String who();

    @Message
    String what();

    @Message
    String action(dev.offhook.tenant.configuration.AuditAction action);

    @Message
    String delete();

    @Message
    String deleteLead();

    @Message
    String deleteConfirm(String slug);

    @Message
    String deleteMismatch();
}
