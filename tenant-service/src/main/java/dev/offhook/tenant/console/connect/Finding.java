package dev.offhook.tenant.console.connect;

import java.time.Instant;
import java.util.List;

import dev.offhook.events.RequestRefused;
import dev.offhook.events.TenantConfiguration.Channel.Kind;
import dev.offhook.tenant.clients.Asked.Why;
import dev.offhook.tenant.clients.Service;
import org.jspecify.annotations.Nullable;

/** What the check of a channel's setup found. */
public sealed interface Finding {

    /** How much it matters. */
    enum Weight {
        /** As it should be. */
        GOOD,
        /** It works, but not all of it, or it could not be looked at. */
        DOUBT,
        /** Calls or messages do not arrive. */
        WRONG
    }

    /** How much it matters. */
    Weight weight();

    /** Something that keeps calls or messages away. */
    sealed interface Wrong extends Finding {
        @Override
        default Weight weight() {
            return Weight.WRONG;
        }
    }

    /** Something to look at. */
    sealed interface Doubt extends Finding {
        @Override
        default Weight weight() {
            return Weight.DOUBT;
        }
    }

    /** Something that is right. */
    sealed interface Good extends Finding {
        @Override
        default Weight weight() {
            return Weight.GOOD;
        }
    }

    /** The channel has no number. */
    record NoNumber() implements Wrong {}

    /** The channel is switched off. */
    record SwitchedOff() implements Wrong {}

    /** The tenant's plan does not include voice. */
    record PlanWithoutVoice() implements Wrong {}

    /** The channel names no account of the provider. */
    record NoAccount(Kind kind) implements Wrong {}

    /** A secret is not set, or does not open. */
    record SecretMissing(String name) implements Wrong {}

    /** The provider does not take the key. */
    record KeyRefused(Service service, String account) implements Wrong {}

    /** The provider, or our own service, could not be asked. */
    record CouldNotAsk(Service service, Why why) implements Doubt {}

    /** The provider answered with an error of its own. */
    record ProviderSays(Service service, int code, String message) implements Doubt {}

    /** The account does not have this number. */
    record NumberNotThere(String number, String account) implements Wrong {}

    /** The number cannot do this. */
    record NumberCannot(String number, boolean voice) implements Wrong {}

    /** The number's field for an address is empty. */
    record AddressMissing(String number, String field, String ours) implements Wrong {}

    /** The number calls another address. */
    record AddressDiffers(String number, String field, String theirs, String ours) implements Wrong {}

    /** The number calls our address with another method. */
    record MethodDiffers(String number, String field, String method) implements Wrong {}

    /** Something of the provider's stands before the number's addresses. */
    record HandledElsewhere(String number, String by) implements Wrong {}

    /** Twilio does not tell when a call is over. */
    record NoStatusAddress(String number, String ours) implements Doubt {}

    /** The Application ID is not set, so that less can be checked. */
    record ApplicationNotSet() implements Doubt {}

    /** The account has no such application. */
    record ApplicationUnknown(String application, String account) implements Wrong {}

    /** The Rule ID is not set, so that less can be checked. */
    record RuleNotSet() implements Doubt {}

    /** The application has no such rule. */
    record RuleUnknown(String rule, String application) implements Wrong {}

    /** The rule is not for this number. */
    record RuleNotForNumber(String rule, String pattern, String number) implements Wrong {}

    /** The number is bound to no application. */
    record NumberUnbound(String number) implements Wrong {}

    /** The number is bound to another application. */
    record NumberBoundElsewhere(String number, String application) implements Wrong {}

    /** The number is bound to another rule of the application. */
    record NumberOnOtherRule(String number, String rule) implements Wrong {}

    /** The number's subscription is frozen or given up. */
    record NumberFrozen(String number) implements Wrong {}

    /** The number may do SMS, and they are switched off at the provider. */
    record SmsSwitchedOff(String number) implements Wrong {}

    /** The account's callbacks go to one address, which the API does not tell. */
    record CallbackUnknown(String number, String ours) implements Doubt {}

    /**
     * Requests were refused.
     *
     * @param times how many of them are known: a sample
     * @param last the newest of them
     * @param taken true when they were taken all the same
     * @param urls the addresses that were tried for the signature
     * @param account that they named
     */
    record Refused(
            RequestRefused.Reason reason,
            int times,
            Instant last,
            boolean taken,
            List<String> urls,
            @Nullable String account)
            implements Finding {
        @Override
        public Weight weight() {
            return taken ? Weight.DOUBT : Weight.WRONG;
        }
    }

    /** The number is set up as it should be. */
    record NumberIsRight(String number) implements Good {}

    /** The application and the rule are there. */
    record RuleIsRight(String rule, String application) implements Good {}
}
