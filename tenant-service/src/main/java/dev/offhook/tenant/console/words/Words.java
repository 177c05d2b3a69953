package dev.offhook.tenant.console.words;

import dev.offhook.tenant.clients.Asked.Failed;
import dev.offhook.tenant.console.Page;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;

/**
 * What a page is worded with.
 *
 * @param t texts in the reader's language
 * @param formats times and numbers in the same, and in the tenant's zone
 */
public record Words(TalkMessages t, Formats formats) {

    /** The words of a page of a tenant. */
    public static Words of(Page page) {
        return new Words(
                MessageBundles.get(
                        TalkMessages.class, Localized.Literal.of(page.language().code())),
                new Formats(page.language().locale(), page.zone()));
    }

    /** Says that a part of a page is missing, and why. */
    public String notice(Failed<?> failed) {
        String text = t.notice(t.serviceData(failed.service()), t.serviceName(failed.service()), t.why(failed.why()));
        return failed.detail() == null ? text : text + " " + t.serviceSays(failed.detail());
    }

    /** Says that something was not done, and why. */
    public String refusal(Failed<?> failed) {
        String text = t.goneWrong(t.serviceName(failed.service()), t.why(failed.why()));
        return failed.detail() == null ? text : text + " " + t.serviceSays(failed.detail());
    }

    /** A badge of an outcome. */
    public Badge outcome(ShownOutcome outcome) {
        return new Badge(t.outcomeOf(outcome), outcome.style());
    }

    /** A badge of a message's state. */
    public Badge status(ShownStatus status) {
        return new Badge(t.statusOf(status), status.style());
    }

    /**
     * A word that stands out.
     *
     * @param style {@code plain}, {@code accent}, {@code good}, {@code warn} or {@code bad}
     */
    public record Badge(String text, String style) {}
}
