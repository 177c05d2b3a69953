package dev.offhook.tenant.console.assistant;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the page of the assistant. */
@MessageBundle(value = "assistant", locale = "en")
public interface AssistantMessages {
    @Message
    String title();

    @Message
    String lead();

    @Message
    String voice();

    @Message
    String greeting();

    @Message
    String greetingHint();

    @Message
    String instructions();

    @Message
    String instructionsHint();

    @Message
    String handoff();

    @Message
    String handoffHint();

    @Message
    String noMatch();

    @Message
    String noMatchHint();

    @Message
    String knowledge();

    @Message
    String knowledgeLead();

    @Message
    String knowledgeNone();

    @Message
    String knowledgeAdd();

    @Message
    String id();

    @Message
    String idHint();

    @Message
    String questions();

    @Message
    String answer();

    @Message
    String rules();

    @Message
    String rulesLead();

    @Message
    String rulesNone();

    @Message
    String rulesAdd();

    @Message
    String when();

    @Message
    String whenHint();

    @Message
    String say();

    @Message
    String asked();

    @Message
    String asks();

    @Message
    String stateHint();

    @Message
    String hangUp();

    @Message
    String phrases();

    @Message
    String phrasesLead();

    @Message
    String silent();

    @Message
    String fillers();

    @Message
    String fallback();

    @Message
    String lastResort();

    @Message
    String voiceNotInPlan();

    @Message
    String channelOff();

    @Message
    String recorded();

    @Message
    String fields();

    @Message
    String fieldsLead();

    @Message
    String fieldsNone();

    @Message
    String fieldsAdd();

    @Message
    String fieldName();

    @Message
    String fieldDescription();
}
