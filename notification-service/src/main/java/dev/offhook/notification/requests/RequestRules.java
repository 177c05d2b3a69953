package dev.offhook.notification.requests;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.offhook.events.Provider;
import dev.offhook.events.SmsRequest;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.kit.tenants.Tenants;
import dev.offhook.notification.providers.NoAccountException;
import dev.offhook.notification.providers.Providers;
import dev.offhook.notification.routing.NoRouteException;
import dev.offhook.notification.routing.Routing;

/** What must hold for a request when it comes. */
@ApplicationScoped
public class RequestRules {
    private final Tenants tenants;
    private final Providers providers;
    private final Clock clock = Clock.systemUTC();

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
        var tenant = tenants.bySlug(slug)
                .orElseThrow(() -> new InvalidRequestException(
                        "tenant: '" + slug + "' is not known; good is the slug of a tenant"));
        var fault = RequestFaults.first(request, tenant, clock.instant());
        if (fault.isPresent()) {
            throw new InvalidRequestException(fault.get().reason());
        }
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
}
