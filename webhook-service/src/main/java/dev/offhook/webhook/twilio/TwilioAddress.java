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
        String medium = address.startsWith(SmsEvent.WHATSAPP) ? SmsEvent.WHATSAPP : "";
        String number = address.substring(medium.length());
        return medium + PhoneNumbers.e164(number).orElse(number);
    }

    /** The number alone. */
    static String number(String address) {
        return address.startsWith(SmsEvent.WHATSAPP) ? address.substring(SmsEvent.WHATSAPP.length()) : address;
    }
}
