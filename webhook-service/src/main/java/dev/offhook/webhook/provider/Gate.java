package dev.offhook.webhook.provider;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.Provider;
import dev.offhook.events.TenantConfiguration.Channel.Signatures;
import dev.offhook.kit.problem.ProblemException;
import dev.offhook.webhook.provider.Verdict.Genuine;
import dev.offhook.webhook.provider.Verdict.Suspect;
import org.jboss.logging.Logger;

/** Lets in what is genuine, and what a channel takes although it is not. */
@ApplicationScoped
public class Gate {
    private static final Logger LOG = Logger.getLogger(Gate.class);

    /**
     * Lets a request in.
     *
     * @throws ProblemException 403 when it is not let in
     */
    public void check(Provider provider, WebhookRequest http, Claim claim, Verdict verdict) {
        switch (verdict) {
            case Genuine() -> {}
            case Suspect suspect -> {
                boolean taken = claim.channel().signatures() == Signatures.REPORT_ONLY;
                LOG.warnf(
                        "%s: tenant=%s path=%s reason=%s",
                        taken ? "taken unverified" : "refused", claim.tenant().slug(), http.path(), suspect.reason());
                if (!taken) {
                    throw ProblemException.forbidden(suspect.hint());
                }
            }
        }
    }
}
