package dev.offhook.tenant.console.limits;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the page of limits. */
@MessageBundle(value = "limits", locale = "en")
public interface LimitsMessages {
    @Message
    String title();

    @Message
    String lead();

    @Message
    String traffic();

    @Message
    String callsPerCaller();

    @Message
    String callsPerDay();

    @Message
    String concurrentCalls();

    @Message
    String messagesPerCaller();

    @Message
    String noLimit();

    @Message
    String blocked();

    @Message
    String blockedLead();

    @Message
    String blockedNumbers();

    @Message
    String budget();

    @Message
    String budgetLead();

    @Message
    String count();

    @Message
    String monthly();

    @Message
    String currency();

    @Message
    String rates();

    @Message
    String inputTokens();

    @Message
    String outputTokens();

    @Message
    String twilioMinute();

    @Message
    String voximplantMinute();

    @Message
    String messages();

    @Message
    String messagesLead();

    @Message
    String twilioSegment();

    @Message
    String voximplantSegment();

    @Message
    String retention();

    @Message
    String retentionDays();

    @Message
    String retentionHint();
}
