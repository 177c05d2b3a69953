package dev.offhook.webhook.provider;

import java.util.List;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.Provider;
import dev.offhook.events.RequestRefused;
import dev.offhook.events.RequestRefused.Reason;
import dev.offhook.events.TenantConfiguration.Channel.Signatures;
import dev.offhook.kit.phone.PhoneNumbers;
import dev.offhook.kit.problem.ProblemException;
import dev.offhook.webhook.ingress.TrustedProxies;
import dev.offhook.webhook.limits.TooManyRequests;
import dev.offhook.webhook.limits.UnverifiedRequests;
import dev.offhook.webhook.provider.TelephonyProvider.Named;
import dev.offhook.webhook.provider.Verdict.Genuine;
import dev.offhook.webhook.provider.Verdict.Suspect;
import dev.offhook.webhook.refusals.Refusals;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Lets in what is genuine, and what a channel takes although it is not; tells of everything else. */
@ApplicationScoped
public class Gate {
    private static final Logger LOG = Logger.getLogger(Gate.class);
    private static final int NOT_FOUND = 404;
    // What stands in an account's field of a request that nobody verified may be anything, a number for example.
    private static final Pattern ACCOUNT = Pattern.compile("AC[0-9a-fA-F]{32}|[0-9]{1,8}");

    private final UnverifiedRequests unverified;
    private final TrustedProxies proxies;
    private final Refusals refusals;

    Gate(UnverifiedRequests unverified, TrustedProxies proxies, Refusals refusals) {
        this.unverified = unverified;
        this.proxies = proxies;
        this.refusals = refusals;
    }

    /**
     * Lets a request in that nobody has looked at yet.
     *
     * @throws TooManyRequests when too many came from its source that could not be verified
     */
    public void admit(Provider provider, WebhookRequest http) throws TooManyRequests {
        var source = proxies.client(http.source(), http.headers());
        if (source.isPresent()) {
            try {
                unverified.admit(source.get());
            } catch (TooManyRequests e) {
                refusals.tell(
                        null,
                        refused(
                                provider,
                                http,
                                Named.NOTHING,
                                new Suspect(Reason.RATE, List.of(), List.of(), List.of(), rateHint()),
                                false));
                throw e;
            }
        }
    }

    /** Takes note of a request that does not read, or that no tenant claims; the caller ends it with the problem. */
    void unclaimed(Provider provider, WebhookRequest http, Named named, ProblemException problem) {
        count(http);
        if (problem.problem().status() == NOT_FOUND) {
            LOG.warnf("refused: path=%s reason=%s", shownPath(http), Reason.TENANT_UNKNOWN);
            refusals.tell(
                    null,
                    refused(
                            provider,
                            http,
                            named,
                            new Suspect(
                                    Reason.TENANT_UNKNOWN,
                                    List.of(),
                                    List.of(),
                                    List.of(),
                                    problem.problem().detail()
                                            + "; enter it at the tenant's channel, or correct it at the provider"),
                            false));
        }
    }

    /** Takes note of a request that could not be verified and names no tenant; the caller refuses it. */
    public void unverified(Provider provider, WebhookRequest http, Suspect suspect) {
        count(http);
        LOG.warnf("refused: path=%s reason=%s", shownPath(http), suspect.reason());
        refusals.tell(null, refused(provider, http, Named.NOTHING, suspect, false));
    }

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
                tell(provider, http, claim, suspect, taken);
                if (!taken) {
                    count(http);
                    throw ProblemException.forbidden(suspect.hint());
                }
            }
        }
    }

    /** Tells of a verified request that is refused all the same. */
    void refused(Provider provider, WebhookRequest http, Claim claim, Reason reason, String hint) {
        tell(provider, http, claim, new Suspect(reason, List.of(), List.of(), List.of(), hint), false);
    }

    private void tell(Provider provider, WebhookRequest http, Claim claim, Suspect suspect, boolean taken) {
        var named = new Named(claim.channel().kind(), claim.account(), claim.number());
        refusals.tell(claim.tenant().slug(), refused(provider, http, named, suspect, taken));
    }

    private void count(WebhookRequest http) {
        proxies.client(http.source(), http.headers()).ifPresent(unverified::count);
    }

    private static RequestRefused refused(
            Provider provider, WebhookRequest http, Named named, Suspect suspect, boolean taken) {
        return new RequestRefused(
                provider,
                named.kind(),
                shownPath(http),
                suspect.reason(),
                taken,
                suspect.urls(),
                suspect.tokens(),
                suspect.missing(),
                account(named.account()),
                named.number() == null ? null : PhoneNumbers.masked(named.number()),
                suspect.hint());
    }

    // A route is one of ours; a slug may be anything, and as many as anybody likes.
    private static String shownPath(WebhookRequest http) {
        return http.slug() == null ? http.route() : "/t/{slug}" + http.route();
    }

    private static @Nullable String account(@Nullable String account) {
        return account != null && ACCOUNT.matcher(account).matches() ? account : null;
    }

    private static String rateHint() {
        return "too many requests that could not be verified came from one address; where a proxy stands in front of"
                + " us, enter it in OFFHOOK_TRUSTED_PROXIES, so that its clients are counted one by one";
    }
}
