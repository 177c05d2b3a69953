package dev.offhook.notification.sending;

import java.util.List;

import dev.offhook.events.SmsEvent;
import dev.offhook.events.SmsRequest;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.kit.phone.PhoneNumbers;
import dev.offhook.kit.secrets.SecretBox;
import dev.offhook.kit.secrets.SecretUnreadableException;
import dev.offhook.kit.tenants.Tenants;
import dev.offhook.notification.twilio.TwilioMessages.Credentials;

/**
 * Whose account and which number a message goes from.
 *
 * @param number E.164, behind {@link SmsEvent#WHATSAPP} for a WhatsApp message
 */
record Sender(Credentials credentials, String number) {
    /** The most characters that Twilio takes. */
    static final int MAX_TEXT = 1600;

    /**
     * Checks a request, and finds its sender.
     *
     * @throws InvalidRequestException naming the field that is wrong and what would be right
     */
    static Sender of(RequestedMessage requested, Tenants tenants, SecretBox box) {
        var request = requested.request();
        if (!isAddress(request.to())) {
            throw new InvalidRequestException("to: '" + PhoneNumbers.masked(request.to())
                    + "' is no E.164 number; good is +15005550006, or whatsapp:+15005550006");
        }
        if (request.text() == null || request.text().isBlank()) {
            throw new InvalidRequestException("text: is blank; good is 1 to " + MAX_TEXT + " characters");
        }
        if (request.text().length() > MAX_TEXT) {
            throw new InvalidRequestException(
                    "text: has " + request.text().length() + " characters; good is 1 to " + MAX_TEXT);
        }
        if (request.purpose() == null) {
            throw new InvalidRequestException("purpose: is missing; good is reply");
        }
        var tenant = tenants.bySlug(requested.tenant())
                .orElseThrow(() -> new InvalidRequestException(
                        "tenant: '" + requested.tenant() + "' is not known; good is the slug of a tenant"));
        var channel = tenant.channel(Channel.Kind.TWILIO_SMS)
                .filter(Channel::enabled)
                .orElseThrow(() -> new InvalidRequestException(
                        "tenant: '" + tenant.slug() + "' has no channel twilio-sms that is switched on"));
        return new Sender(credentials(tenant, channel, box), number(request, channel));
    }

    private static boolean isAddress(String to) {
        String number = to == null ? null : SmsEvent.number(to);
        return PhoneNumbers.e164(number).filter(e164 -> e164.equals(number)).isPresent();
    }

    private static String number(SmsRequest request, Channel channel) {
        List<String> numbers = channel.numbers();
        String medium = request.to().startsWith(SmsEvent.WHATSAPP) ? SmsEvent.WHATSAPP : "";
        if (request.from() == null) {
            if (numbers.isEmpty()) {
                throw new InvalidRequestException(
                        "from: is missing, and the tenant's channel twilio-sms has no number");
            }
            return medium + numbers.getFirst();
        }
        if (!request.from().startsWith(medium)
                || !numbers.contains(request.from().substring(medium.length()))) {
            throw new InvalidRequestException("from: '" + PhoneNumbers.masked(request.from())
                    + "' is no number of the tenant's channel twilio-sms; good is one of them, or none at all");
        }
        return request.from();
    }

    private static Credentials credentials(TenantConfiguration tenant, Channel channel, SecretBox box) {
        String ciphertext = tenant.secrets().get(TenantConfiguration.TWILIO_AUTH_TOKEN);
        if (channel.account() == null || ciphertext == null) {
            throw new InvalidRequestException("tenant: '" + tenant.slug() + "' has no Twilio account or no secret "
                    + TenantConfiguration.TWILIO_AUTH_TOKEN);
        }
        try {
            return new Credentials(channel.account(), box.decrypt(tenant.slug(), ciphertext));
        } catch (SecretUnreadableException e) {
            throw new InvalidRequestException("tenant: " + e.getMessage());
        }
    }
}
