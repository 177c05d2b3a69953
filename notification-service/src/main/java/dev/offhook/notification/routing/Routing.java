package dev.offhook.notification.routing;

import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.offhook.events.Messaging.Route;
import dev.offhook.events.SmsEvent;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.kit.phone.PhoneNumbers;
import org.jspecify.annotations.Nullable;

/**
 * Chooses channels.
 *
 * <p>The channel that was asked for is the only one; a sender that was asked for leaves those that have it; WhatsApp
 * leaves Twilio. Otherwise the first of the tenant's routes that fits the recipient's country says which, and which one
 * after it; without a route it is the first channel for messages that is switched on, and no other.
 */
public final class Routing {
    private static final Set<Channel.Kind> MESSAGES = EnumSet.of(Channel.Kind.TWILIO_SMS, Channel.Kind.VOXIMPLANT_SMS);
    private static final Set<Channel.Kind> WHATSAPP = EnumSet.of(Channel.Kind.TWILIO_SMS);

    private Routing() {}

    /**
     * The ways to send a message, the best first.
     *
     * @param recipient E.164, behind {@link SmsEvent#WHATSAPP} for a WhatsApp message
     * @param sender the sender that was asked for, in the same form; null for any
     * @param channel the channel that was asked for; null for any
     * @return at least one
     * @throws NoRouteException when there is none; it names the field that rules them out
     */
    public static List<Carrier> carriers(
            TenantConfiguration tenant, String recipient, @Nullable String sender, Channel.@Nullable Kind channel) {
        boolean whatsApp = recipient.startsWith(SmsEvent.WHATSAPP);
        String medium = whatsApp ? SmsEvent.WHATSAPP : "";
        var kinds = kinds(tenant, recipient, sender, channel).stream()
                .filter(kind -> (whatsApp ? WHATSAPP : MESSAGES).contains(kind))
                .toList();
        var enabled = kinds.stream()
                .flatMap(kind -> tenant.channel(kind).stream())
                .filter(Channel::enabled)
                .toList();
        if (enabled.isEmpty()) {
            throw new NoRouteException("tenant: '" + tenant.slug() + "' has no channel "
                    + (kinds.isEmpty() ? names(whatsApp ? WHATSAPP : MESSAGES) : names(kinds))
                    + " that is switched on");
        }
        var carriers = enabled.stream()
                .flatMap(found -> found.numbers().stream()
                        .filter(number -> sender == null || sender.equals(medium + number))
                        .limit(1)
                        .map(number -> new Carrier(found.kind(), medium + number)))
                .toList();
        if (carriers.isEmpty()) {
            String names = names(enabled.stream().map(Channel::kind).toList());
            throw new NoRouteException(
                    sender == null
                            ? "from: is missing, and the tenant's channel " + names + " has no number"
                            : "from: '" + PhoneNumbers.masked(sender) + "' is no number of the tenant's channel "
                                    + names + "; good is one of them, or none at all");
        }
        return carriers;
    }

    private static List<Channel.Kind> kinds(
            TenantConfiguration tenant, String recipient, @Nullable String sender, Channel.@Nullable Kind channel) {
        if (channel != null) {
            return List.of(channel);
        }
        var kinds = new LinkedHashSet<Channel.Kind>();
        String country = PhoneNumbers.country(SmsEvent.number(recipient)).orElse("");
        tenant.messaging().routes().stream()
                .filter(route -> fits(route, country))
                .findFirst()
                .ifPresent(route -> {
                    kinds.add(route.channel());
                    if (route.fallback() != null) {
                        kinds.add(route.fallback());
                    }
                });
        if (kinds.isEmpty() || sender != null) {
            tenant.channels().stream()
                    .filter(found -> MESSAGES.contains(found.kind()) && found.enabled())
                    .filter(found -> sender == null || found.numbers().contains(SmsEvent.number(sender)))
                    .limit(1)
                    .forEach(found -> kinds.add(found.kind()));
        }
        if (kinds.isEmpty()) {
            tenant.channels().stream()
                    .map(Channel::kind)
                    .filter(MESSAGES::contains)
                    .forEach(kinds::add);
        }
        return List.copyOf(kinds);
    }

    private static boolean fits(Route route, String country) {
        return route.countries().isEmpty() || route.countries().contains(country);
    }

    private static String names(Collection<Channel.Kind> kinds) {
        return kinds.stream().map(Channel.Kind::id).collect(Collectors.joining(" or "));
    }
}
