package dev.offhook.notification.requests;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.offhook.events.EventJson;
import dev.offhook.events.SmsEvent;
import dev.offhook.events.SmsRequest;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.kit.phone.PhoneNumbers;
import dev.offhook.notification.routing.NoRouteException;
import dev.offhook.notification.routing.Routing;
import dev.offhook.notification.templates.TemplateException;

/** What must hold for a request before it is taken, over Kafka and over HTTP alike. */
public final class RequestFaults {
    /** The most characters that a provider takes. */
    public static final int LONGEST_TEXT = 1600;

    private static final int LONGEST_NAME = 200;
    /** As far ahead as a message may be planned. */
    private static final Duration FURTHEST = Duration.ofDays(366);

    private final SmsRequest request;
    private final TenantConfiguration tenant;
    private final Instant now;

    private RequestFaults(SmsRequest request, TenantConfiguration tenant, Instant now) {
        this.request = request;
        this.tenant = tenant;
        this.now = now;
    }

    /**
     * The first thing that is wrong with a request; empty when it may be taken.
     *
     * @param tenant that it is for
     * @param now the time
     */
    public static Optional<RequestFault> first(SmsRequest request, TenantConfiguration tenant, Instant now) {
        var rules = new RequestFaults(request, tenant, now);
        return Stream.<Supplier<Optional<RequestFault>>>of(
                        rules::recipient,
                        rules::purpose,
                        rules::words,
                        rules::carrier,
                        rules::times,
                        rules::conversation,
                        rules::length)
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<RequestFault> recipient() {
        String number = request.to() == null ? null : SmsEvent.number(request.to());
        if (PhoneNumbers.e164(number).filter(e164 -> e164.equals(number)).isEmpty()) {
            return fault(
                    "to",
                    "'" + PhoneNumbers.masked(request.to())
                            + "' is no E.164 number; good is +15005550006, or whatsapp:+15005550006");
        }
        return PhoneNumbers.country(number)
                .filter(country -> tenant.messaging().blockedCountries().contains(country))
                .flatMap(country -> fault("to", "is a number of " + country + ", which is blocked for this tenant"));
    }

    private Optional<RequestFault> purpose() {
        return request.purpose() == null
                ? fault("purpose", "is missing; good are reply, notification and marketing")
                : Optional.empty();
    }

    private Optional<RequestFault> words() {
        if (request.template() != null) {
            if (request.text() != null) {
                return fault("text", "is there beside a template; good is one of the two");
            }
            if (isBroken(request.template())) {
                return fault("template", "has a character of code 0 or half a surrogate pair; good is Unicode text");
            }
            try {
                return text("template", MessageText.of(request.text(), request.template(), tenant));
            } catch (TemplateException e) {
                return fault(e.field(), e.getMessage());
            }
        }
        return request.text() == null
                ? fault("text", "is missing, and so is a template; good is 1 to " + LONGEST_TEXT + " characters")
                : text("text", request.text());
    }

    private static Optional<RequestFault> text(String field, String text) {
        if (text.isBlank()) {
            return fault(field, "is blank; good is 1 to " + LONGEST_TEXT + " characters");
        }
        if (text.length() > LONGEST_TEXT) {
            return fault(field, "has " + text.length() + " characters; good is 1 to " + LONGEST_TEXT);
        }
        if (isBroken(text)) {
            return fault(field, "has a character of code 0 or half a surrogate pair; good is Unicode text");
        }
        return Optional.empty();
    }

    private Optional<RequestFault> carrier() {
        var kind = request.channel();
        if (kind != null && tenant.channel(kind).filter(Channel::enabled).isEmpty()) {
            return fault("channel", "'" + name(kind) + "' is no channel of the tenant that is switched on");
        }
        try {
            Routing.carriers(tenant, request.to(), request.from(), kind);
            return Optional.empty();
        } catch (NoRouteException e) {
            return Optional.of(RequestFault.of(e.getMessage()));
        }
    }

    private Optional<RequestFault> times() {
        Instant from = request.notBefore() == null ? now : request.notBefore();
        if (from.isAfter(now.plus(FURTHEST))) {
            return fault("notBefore", from + " is more than " + FURTHEST.toDays() + " days ahead");
        }
        if (request.expiresAt() == null) {
            return Optional.empty();
        }
        if (!request.expiresAt().isAfter(from)) {
            return fault(
                    "expiresAt",
                    request.expiresAt() + " is not after "
                            + (request.notBefore() != null && from.isAfter(now) ? "notBefore, " + from : "now"));
        }
        return request.expiresAt().isAfter(now.plus(FURTHEST.multipliedBy(2)))
                ? fault("expiresAt", request.expiresAt() + " is more than " + 2 * FURTHEST.toDays() + " days ahead")
                : Optional.empty();
    }

    private Optional<RequestFault> conversation() {
        String conversation = request.conversation();
        return conversation != null && (conversation.length() > LONGEST_NAME || isBroken(conversation))
                ? fault("conversation", "is longer than " + LONGEST_NAME + " characters, or no Unicode text")
                : Optional.empty();
    }

    private Optional<RequestFault> length() {
        Integer most = tenant.messaging().maxSegments();
        int segments = MessageText.segments(MessageText.sent(request.text(), request.template(), tenant));
        return most != null && segments > most
                ? fault(
                        request.template() == null ? "text" : "template",
                        "makes " + segments + " segments; this tenant sends at most " + most)
                : Optional.empty();
    }

    private static boolean isBroken(SmsRequest.TemplateUse template) {
        return Stream.concat(Stream.of(template.id(), template.locale()), template.parameters().values().stream())
                .anyMatch(text -> text != null && isBroken(text));
    }

    private static boolean isBroken(String text) {
        return text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static String name(Channel.Kind kind) {
        return EventJson.mapper().convertValue(kind, String.class);
    }

    private static Optional<RequestFault> fault(String field, String detail) {
        return Optional.of(new RequestFault(field, detail));
    }
}
