package dev.offhook.events;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Why a provider's request was refused, or would have been: on {@link Topic#REFUSALS}, keyed by tenant slug or {@code
 * unknown}, sampled. What an operator needs to put it right; never a secret, never a signature, numbers masked.
 *
 * @param provider whose format it had
 * @param channel the channel that it was for, null when unknown
 * @param path of the request, without its query
 * @param reason what is wrong with it
 * @param reportOnly true when it was taken all the same
 * @param urls the URLs that were tried for the signature, without their query
 * @param tokens which secrets were tried: names, e.g. {@code twilio.auth-token.next}
 * @param missing what the request should have had: headers, parameters
 * @param account the provider's account that it named, null when it named none
 * @param number the number that it was for, masked; null when it named none
 * @param hint what to do, in words for an operator
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RequestRefused(
        Provider provider,
        TenantConfiguration.Channel.@Nullable Kind channel,
        String path,
        Reason reason,
        boolean reportOnly,
        List<String> urls,
        List<String> tokens,
        List<String> missing,
        @Nullable String account,
        @Nullable String number,
        String hint)
        implements Event {

    /** What is wrong with a request. */
    public enum Reason {
        /** It has no signature, and the channel wants one. */
        @JsonProperty("signature-missing")
        SIGNATURE_MISSING,
        /** None of the secrets signed any of the URLs with this content. */
        @JsonProperty("signature-wrong")
        SIGNATURE_WRONG,
        /** It is right, but too old or of the future. */
        @JsonProperty("timestamp-outside-window")
        TIMESTAMP_OUTSIDE_WINDOW,
        /** The tenant has no secret to verify it with, or one that cannot be opened. */
        @JsonProperty("secret-missing")
        SECRET_MISSING,
        /** It names an account that is not the tenant's. */
        @JsonProperty("account-unknown")
        ACCOUNT_UNKNOWN,
        /** No tenant has this number or slug. */
        @JsonProperty("tenant-unknown")
        TENANT_UNKNOWN,
        /** The tenant's plan does not include voice. */
        @JsonProperty("plan")
        PLAN,
        /** The channel is switched off. */
        @JsonProperty("channel-off")
        CHANNEL_OFF,
        /** Too many requests that could not be verified came from this source, or too many of this tenant. */
        @JsonProperty("rate")
        RATE
    }
}
