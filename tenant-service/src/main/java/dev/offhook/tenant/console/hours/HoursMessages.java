package dev.offhook.tenant.console.hours;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the page of opening times. */
@MessageBundle(value = "hours", locale = "en")
public interface HoursMessages {
    @Message
    String title();

    @Message
    String lead(String zone);

    @Message
    String always();

    @Message
    String alwaysHint();

    @Message
    String week();

    @Message
    String weekLead();

    @Message
    String day(dev.offhook.events.TenantConfiguration.Day day);

    @Message
    String closed();

    @Message
    String from();

    @Message
    String to();

    @Message
    String addShift();

    @Message
    String holidays();

    @Message
    String holidaysLead();

    @Message
    String holidaysNone();

    @Message
    String addHoliday();

    @Message
    String firstDay();

    @Message
    String lastDay();

    @Message
    String shifts();

    @Message
    String shiftsHint();

    @Message
    String after();

    @Message
    String action();

    @Message
    String answer();

    @Message
    String messageOnly();

    @Message
    String voicemail();

    @Message
    String transfer();

    @Message
    String target();

    @Message
    String firstTarget();
}
