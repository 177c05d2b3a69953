package dev.offhook.webhook.provider;

import java.util.List;

import dev.offhook.events.RequestRefused;

/** Whether a request is the provider's. */
public sealed interface Verdict {

    /** One of the tenant's secrets signed it, or the tenant takes this channel's requests unsigned. */
    record Genuine() implements Verdict {}

    /**
     * It could not be verified.
     *
     * @param reason what is wrong
     * @param urls the URLs that were tried, without their query; none where the provider signs no URL
     * @param tokens the names of the secrets that were tried
     * @param missing what the request should have had
     * @param hint what to do, in words for an operator; no secret, no number
     */
    record Suspect(
            RequestRefused.Reason reason, List<String> urls, List<String> tokens, List<String> missing, String hint)
            implements Verdict {}
}
