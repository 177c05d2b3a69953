package dev.offhook.webhook.twilio;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.kit.phone.PhoneNumbers;
import dev.offhook.kit.problem.ProblemException;
import dev.offhook.kit.secrets.SecretBox;
import dev.offhook.kit.secrets.SecretUnreadableException;
import dev.offhook.kit.tenants.Tenants;
import dev.offhook.webhook.ingress.IngressConfiguration;
import org.jboss.logging.Logger;

/** Whose webhook it is, and whether Twilio sent it. */
@ApplicationScoped
class TwilioTenants {
    private static final Logger LOG = Logger.getLogger(TwilioTenants.class);

    private final Tenants tenants;
    private final SecretBox secrets;
    private final IngressConfiguration ingress;

    TwilioTenants(Tenants tenants, SecretBox secrets, IngressConfiguration ingress) {
        this.tenants = tenants;
        this.secrets = secrets;
        this.ingress = ingress;
    }

    /**
     * The tenant whose number was called, once the signature has been verified with that tenant's token.
     *
     * @throws ProblemException 404 for a number that nobody has, 403 when the signature is not right
     */
    TenantConfiguration verified(TwilioRequest request, Channel.Kind kind) {
        var to = request.parameter("To");
        var tenant = to.flatMap(PhoneNumbers::e164)
                .flatMap(number -> tenants.byNumber(kind, number))
                .orElseThrow(() -> ProblemException.notFound(
                        "To", "no tenant has the number " + PhoneNumbers.masked(to.orElse(null))));
        var channel = tenant.channel(kind).orElseThrow();
        if (channel.unsignedWebhooks()) {
            return tenant;
        }
        boolean account = request.parameter("AccountSid")
                .filter(sid -> sid.equals(channel.account()))
                .isPresent();
        if (!account || !signed(request, tenant)) {
            LOG.warnf(
                    "refused: tenant=%s path=%s account=%s signature=%s",
                    tenant.slug(),
                    request.pathAndQuery().split("\\?", 2)[0],
                    account ? "known" : "unknown",
                    request.signature() == null ? "missing" : "present");
            throw ProblemException.forbidden("X-Twilio-Signature does not fit this request at " + ingress.publicUrl()
                    + "; is OFFHOOK_PUBLIC_URL the address that Twilio calls?");
        }
        return tenant;
    }

    // Fails closed: a secret that does not open verifies nothing.
    private boolean signed(TwilioRequest request, TenantConfiguration tenant) {
        try {
            String token = secrets.decrypt(tenant.slug(), tenant.secrets().get(TenantConfiguration.TWILIO_AUTH_TOKEN));
            return TwilioSignature.verify(
                    List.of(ingress.publicUrl(request.pathAndQuery())),
                    request.parameters(),
                    null,
                    List.of(token),
                    request.signature());
        } catch (SecretUnreadableException e) {
            LOG.errorf("no webhook can be verified: %s", e.getMessage());
            return false;
        }
    }
}
