package dev.offhook.tenant.console;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the frame and of what many pages share; {@code messages/m_*.properties} has them. */
@MessageBundle(value = "m", locale = "en")
public interface ConsoleMessages {
    @Message
    String tab(Tab tab);

    @Message
    String flash(Flash flash);

    @Message
    String tenants();

    @Message
    String menu();

    @Message
    String skip();

    @Message
    String logout();

    @Message
    String language();

    @Message
    String readOnly();

    @Message
    String save();

    @Message
    String add();

    @Message
    String remove();

    @Message
    String cancel();

    @Message
    String optional();

    @Message
    String search();

    @Message
    String back();

    @Message
    String tryAgain();

    @Message
    String errorTitle(int status);

    @Message
    String errorText(int status);
}
