package dev.offhook.webhook.twilio;

import dev.offhook.events.SmsEvent;
import dev.offhook.kit.phone.PhoneNumbers;

/** Twilio's addresses in our form. */
final class TwilioAddress {
    private TwilioAddress() {}

    /**
     * E.164 where it is a number, behind {@link SmsEvent#WHATSAPP} where Twilio writes that; else as it is ({@code
     * anonymous}, {@code client:name}, a short code).
     */
    static String of(String address) {
        String number = SmsEvent.number(address);
        String medium = address.substring(0, address.length() - number.length());
        return medium + PhoneNumbers.e164(number).orElse(number);
    }
}
