package dev.offhook.tenant.console.form;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What is wrong, in the words of the reader; {@code %1$s} and so on are the arguments of a fault. */
@MessageBundle(value = "faults", locale = "en")
public interface FaultMessages {
    @Message
    String what(dev.offhook.tenant.configuration.FaultKind kind);
}
