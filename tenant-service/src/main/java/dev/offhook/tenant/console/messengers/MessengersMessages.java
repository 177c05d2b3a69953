package dev.offhook.tenant.console.messengers;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the page of channels. */
@MessageBundle(value = "messengers", locale = "en")
public interface MessengersMessages {
    @Message
    String title();

    @Message
    String lead();

    @Message
    String card(dev.offhook.events.TenantConfiguration.Channel.Kind kind);

    @Message
    String cardHint(dev.offhook.events.TenantConfiguration.Channel.Kind kind);

    @Message
    String enabled();

    @Message
    String number();

    @Message
    String numberHint();

    @Message
    String greeting();

    @Message
    String greetingHint();

    @Message
    String rule();

    @Message
    String ruleHint();

    @Message
    String application();

    @Message
    String applicationHint();

    @Message
    String account();

    @Message
    String accountHint();

    @Message
    String accountSid();

    @Message
    String accountSidHint();

    @Message
    String recording();

    @Message
    String recordingHint();

    @Message
    String transfer();

    @Message
    String transferHint();

    @Message
    String maxMinutes();

    @Message
    String maxMinutesHint();

    @Message
    String webhooks();

    @Message
    String signed();

    @Message
    String reportOnly();

    @Message
    String unsigned();

    @Message
    String webhooksHint();

    @Message
    String more();

    @Message
    String planFree();
}
