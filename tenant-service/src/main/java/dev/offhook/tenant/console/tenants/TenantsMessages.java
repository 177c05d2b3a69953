package dev.offhook.tenant.console.tenants;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the list of tenants and of the form of a new one. */
@MessageBundle(value = "tenants", locale = "en")
public interface TenantsMessages {
    @Message
    String title();

    @Message
    String lead();

    @Message
    String search();

    @Message
    String find();

    @Message
    String name();

    @Message
    String plan();

    @Message
    String channels();

    @Message
    String version();

    @Message
    String changed();

    @Message
    String planName(dev.offhook.events.TenantConfiguration.Plan plan);

    @Message
    String kind(dev.offhook.events.TenantConfiguration.Channel.Kind kind);

    @Message
    String noChannels();

    @Message
    String none();

    @Message
    String noneHint();

    @Message
    String nothingFound();

    @Message
    String nothingFoundHint();

    @Message
    String all();

    @Message
    String more();

    @Message
    String create();

    @Message
    String createLead();

    @Message
    String slug();

    @Message
    String slugHint();

    @Message
    String nameHint();

    @Message
    String locale();

    @Message
    String timeZone();

    @Message
    String submit();

    @Message
    String planFree();

    @Message
    String planPremium();
}
