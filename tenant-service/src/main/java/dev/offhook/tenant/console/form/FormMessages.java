package dev.offhook.tenant.console.form;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words around every form. */
@MessageBundle(value = "form", locale = "en")
public interface FormMessages {
    @Message
    String save();

    @Message
    String unsaved();

    @Message
    String invalid();

    @Message
    String conflictTitle();

    @Message
    String conflict(String author, String at);

    @Message
    String somebody();

    @Message
    String theirs();

    @Message
    String theirsEmpty();

    @Message
    String missingRows(String keys);

    @Message
    String up();

    @Message
    String down();

    @Message
    String remove();

    @Message
    String optional();

    @Message
    String onePerLine();

    @Message
    String secretsLink();
}
