package dev.offhook.tenant.console.connect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.Provider;
import dev.offhook.events.RequestRefused;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.kit.phone.PhoneNumbers;
import dev.offhook.tenant.refusals.Refusal;
import dev.offhook.tenant.refusals.Refusals;

/** The refused requests that have to do with a channel, one finding for each reason. */
@ApplicationScoped
class RefusedRequests {
    private final Refusals refusals;

    RefusedRequests(Refusals refusals) {
        this.refusals = refusals;
    }

    List<Finding> of(TenantConfiguration tenant, Channel channel) {
        var accounts = tenant.channels().stream()
                .map(Channel::account)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        var numbers = tenant.channels().stream()
                .flatMap(one -> one.numbers().stream())
                .map(PhoneNumbers::masked)
                .distinct()
                .toList();
        return summed(channel, refusals.of(tenant.slug(), accounts, numbers));
    }

    /** @param refused newest first */
    static List<Finding> summed(Channel channel, List<Refusal> refused) {
        var byReason = new LinkedHashMap<Key, List<Refusal>>();
        for (var refusal : refused) {
            if (concerns(refusal.request(), channel)) {
                byReason.computeIfAbsent(
                                new Key(
                                        refusal.request().reason(),
                                        refusal.request().reportOnly()),
                                _ -> new ArrayList<>())
                        .add(refusal);
            }
        }
        return byReason.entrySet().stream()
                .<Finding>map(entry -> {
                    var last = entry.getValue().getFirst();
                    return new Finding.Refused(
                            entry.getKey().reason(),
                            entry.getValue().size(),
                            last.at(),
                            entry.getKey().taken(),
                            last.request().urls() == null
                                    ? List.of()
                                    : last.request().urls(),
                            last.request().account());
                })
                .toList();
    }

    /** One that names no channel is shown with every channel of its provider. */
    private static boolean concerns(RequestRefused request, Channel channel) {
        if (request.channel() != null) {
            return request.channel() == channel.kind();
        }
        var provider =
                switch (channel.kind()) {
                    case TWILIO_VOICE, TWILIO_SMS -> Provider.TWILIO;
                    case VOXIMPLANT_VOICE, VOXIMPLANT_SMS -> Provider.VOXIMPLANT;
                };
        return request.provider() == provider;
    }

    private record Key(RequestRefused.Reason reason, boolean taken) {}
}
