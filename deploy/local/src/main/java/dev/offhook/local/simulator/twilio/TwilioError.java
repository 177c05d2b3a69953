package dev.offhook.local.simulator.twilio;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.offhook.local.simulator.ApiAnswer;

/**
 * An error as Twilio writes it; the HTTP status is the same as {@code status}.
 *
 * @param code of the error dictionary
 * @param message what is wrong
 * @param moreInfo page of the dictionary
 * @param status of HTTP
 */
record TwilioError(
        int code, String message, @JsonProperty("more_info") String moreInfo, int status) {

    /** The answer with this error. */
    static ApiAnswer answer(int code, String message) {
        int status =
                switch (code) {
                    case 20003 -> 401;
                    case 20404 -> 404;
                    case 20429 -> 429;
                    case 20500 -> 500;
                    default -> 400;
                };
        return new ApiAnswer(
                status, new TwilioError(code, message, "https://www.twilio.com/docs/errors/" + code, status));
    }

    static ApiAnswer notFound(String path) {
        return answer(20404, "The requested resource " + path + " was not found");
    }

    /** The answer to a message that is refused for this reason. */
    static ApiAnswer refused(int code, String to, String from) {
        return answer(
                code,
                switch (code) {
                    case 20003 -> "Authenticate";
                    case 20429 -> "Too many requests";
                    case 21211 -> "The 'To' number " + to + " is not a valid phone number.";
                    case 21212 -> "The 'From' number " + from + " is not a valid phone number.";
                    case 21408 ->
                        "Permission to send an SMS has not been enabled for the region indicated by the 'To' number.";
                    case 21606 ->
                        "The 'From' phone number " + from
                                + " is not a valid, SMS-capable phone number of this account.";
                    case 21608 -> "The number " + to + " is unverified: trial accounts send to verified numbers only.";
                    case 21610 -> "Attempt to send to unsubscribed recipient";
                    case 21612 -> "The combination of 'To' and 'From' is not reachable via SMS.";
                    case 21614 -> "'To' number " + to + " is not a valid mobile number";
                    case 21617 -> "The concatenated message body exceeds the 1600 character limit.";
                    case 21635 -> "'To' number " + to + " is a landline";
                    default -> "The message cannot be sent: error " + code;
                });
    }
}
