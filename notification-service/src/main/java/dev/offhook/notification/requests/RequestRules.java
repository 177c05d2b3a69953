package dev.offhook.notification.requests;

import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.offhook.events.Provider;
import dev.offhook.events.SmsEvent;
import dev.offhook.events.SmsRequest;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.kit.phone.PhoneNumbers;
import dev.offhook.kit.tenants.Tenants;
import dev.offhook.notification.providers.NoAccountException;
import dev.offhook.notification.providers.Providers;
import dev.offhook.notification.routing.NoRouteException;
import dev.offhook.notification.routing.Routing;

/** What must hold for a request when it comes. */
@ApplicationScoped
public class RequestRules {
    /** The most characters that a provider takes. */
    static final int MAX_TEXT = 1600;

    private final Tenants tenants;
    private final Providers providers;

    @Inject
    RequestRules(Tenants tenants, Providers providers) {
        this.tenants = tenants;
        this.providers = providers;
    }

    /**
     * Checks a request.
     *
     * @param slug of the tenant that it is for
     * @return who would carry it as things stand
     * @throws InvalidRequestException naming the field that is wrong and what would be right
     */
    public Provider check(String slug, SmsRequest request) {
        if (!isAddress(request.to())) {
            throw new InvalidRequestException("to: '" + PhoneNumbers.masked(request.to())
                    + "' is no E.164 number; good is +15005550006, or whatsapp:+15005550006");
        }
        checkWords(request);
        if (request.purpose() == null) {
            throw new InvalidRequestException("purpose: is missing; good is reply");
        }
        if (request.expiresAt() != null
                && request.notBefore() != null
                && !request.expiresAt().isAfter(request.notBefore())) {
            throw new InvalidRequestException("expiresAt: is not after notBefore; good is a later time");
        }
        var tenant = tenants.bySlug(slug)
                .orElseThrow(() -> new InvalidRequestException(
                        "tenant: '" + slug + "' is not known; good is the slug of a tenant"));
        return provider(tenant, request);
    }

    private Provider provider(TenantConfiguration tenant, SmsRequest request) {
        try {
            var carrier = Routing.carriers(tenant, request.to(), request.from(), request.channel())
                    .getFirst();
            var provider = providers
                    .of(carrier.channel())
                    .orElseThrow(() -> new InvalidRequestException(
                            "channel: carries no messages; good is twilio-sms or voximplant-sms"));
            providers.account(tenant, provider);
            return provider.provider();
        } catch (NoRouteException | NoAccountException e) {
            throw new InvalidRequestException(e.getMessage());
        }
    }

    private static void checkWords(SmsRequest request) {
        if ((request.text() == null) == (request.template() == null) && request.template() != null) {
            throw new InvalidRequestException("template: stands beside a text; good is one of them");
        }
        if (request.template() == null) {
            if (request.text() == null || request.text().isBlank()) {
                throw new InvalidRequestException("text: is blank; good is 1 to " + MAX_TEXT + " characters");
            }
            if (request.text().length() > MAX_TEXT) {
                throw new InvalidRequestException(
                        "text: has " + request.text().length() + " characters; good is 1 to " + MAX_TEXT);
            }
        }
        // PostgreSQL keeps everything but this one, and no phone shows it.
        if (Stream.of(request.text(), request.conversation(), request.from())
                .anyMatch(value -> value != null && value.indexOf('\0') >= 0)) {
            throw new InvalidRequestException("text: has the character U+0000; good is one without it");
        }
    }

    private static boolean isAddress(String to) {
        String number = to == null ? null : SmsEvent.number(to);
        return PhoneNumbers.e164(number).filter(e164 -> e164.equals(number)).isPresent();
    }
}
