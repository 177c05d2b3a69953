package dev.offhook.local.simulator.twilio;

import com.fasterxml.jackson.annotation.JsonProperty;

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

    static TwilioError of(int status, int code, String message) {
        return new TwilioError(code, message, "https://www.twilio.com/docs/errors/" + code, status);
    }
}
