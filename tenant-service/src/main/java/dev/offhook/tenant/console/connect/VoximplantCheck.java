package dev.offhook.tenant.console.connect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.TenantConfiguration.Channel.Kind;
import dev.offhook.tenant.clients.Asked.Answered;
import dev.offhook.tenant.clients.Asked.Failed;
import dev.offhook.tenant.clients.Asked.Why;
import dev.offhook.tenant.clients.Asking;
import dev.offhook.tenant.clients.Service;
import dev.offhook.tenant.clients.VoximplantSetupApi;
import dev.offhook.tenant.clients.VoximplantSetupApi.Found;
import dev.offhook.tenant.clients.VoximplantSetupApi.PhoneNumber;
import dev.offhook.tenant.clients.VoximplantSetupApi.Rule;
import dev.offhook.tenant.clients.WebhookAddresses;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** Asks Voximplant for the application, the rule and the numbers of a channel. */
@ApplicationScoped
class VoximplantCheck {
    private static final int AUTHORIZATION_FAILED = 100;
    private static final int MOST_RULES = 1000;

    private final VoximplantSetupApi voximplant;
    private final TenantSecrets secrets;

    VoximplantCheck(@RestClient VoximplantSetupApi voximplant, TenantSecrets secrets) {
        this.voximplant = voximplant;
        this.secrets = secrets;
    }

    List<Finding> check(TenantConfiguration tenant, Channel channel, @Nullable WebhookAddresses addresses) {
        String account = channel.account();
        if (account == null) {
            return List.of(new Finding.NoAccount(channel.kind()));
        }
        var key = secrets.open(tenant, TenantConfiguration.VOXIMPLANT_API_KEY);
        if (key.isEmpty()) {
            return List.of(new Finding.SecretMissing(TenantConfiguration.VOXIMPLANT_API_KEY));
        }
        var found = new ArrayList<Finding>();
        try {
            boolean voice = channel.kind() == Kind.VOXIMPLANT_VOICE;
            Rule rule = voice ? rule(channel, account, key.get(), found) : null;
            for (String number : channel.numbers()) {
                var there = ask(account, () -> voximplant.numbers(account, key.get(), number.replace("+", ""))).stream()
                        .filter(one -> number.equals("+" + one.number().replace("+", "")))
                        .findFirst();
                if (there.isEmpty()) {
                    found.add(new Finding.NumberNotThere(number, account));
                } else {
                    found.addAll(
                            voice ? voice(channel, number, there.get(), rule) : texts(number, there.get(), addresses));
                }
            }
        } catch (NotAnsweredException e) {
            found.add(e.finding);
        }
        return found;
    }

    /** The rule that the channel names, null when it names none or it is not there. */
    private @Nullable Rule rule(Channel channel, String account, String key, List<Finding> found)
            throws NotAnsweredException {
        String application = channel.application();
        if (application == null) {
            found.add(new Finding.ApplicationNotSet());
            return null;
        }
        // What is no number is no id of an application, and would only be refused as a wrong argument.
        if (!isId(application)
                || ask(account, () -> voximplant.applications(account, key, application)).stream()
                        .noneMatch(one -> application.equals(Long.toString(one.id())))) {
            found.add(new Finding.ApplicationUnknown(application, account));
            return null;
        }
        if (channel.rule() == null) {
            found.add(new Finding.RuleNotSet());
            return null;
        }
        Optional<Rule> rule = ask(account, () -> voximplant.rules(account, key, application, MOST_RULES)).stream()
                .filter(one -> channel.rule().equals(Long.toString(one.id())))
                .findFirst();
        found.add(
                rule.isPresent()
                        ? new Finding.RuleIsRight(channel.rule(), application)
                        : new Finding.RuleUnknown(channel.rule(), application));
        return rule.orElse(null);
    }

    /** What is wrong with a number for calls; when nothing is, that it is right. */
    static List<Finding> voice(Channel channel, String number, PhoneNumber there, @Nullable Rule rule) {
        var found = new ArrayList<Finding>();
        if (there.deactivated() || there.canceled()) {
            found.add(new Finding.NumberFrozen(number));
        }
        if (there.application() == null) {
            found.add(new Finding.NumberUnbound(number));
        } else if (channel.application() != null && !channel.application().equals(Long.toString(there.application()))) {
            found.add(new Finding.NumberBoundElsewhere(number, Long.toString(there.application())));
        } else if (rule != null && there.rule() != null && there.rule() != rule.id()) {
            found.add(new Finding.NumberOnOtherRule(number, Long.toString(there.rule())));
        } else if (rule != null && there.rule() == null && !isFor(rule, number)) {
            found.add(new Finding.RuleNotForNumber(channel.rule(), rule.pattern(), number));
        }
        if (found.isEmpty()) {
            found.add(new Finding.NumberIsRight(number));
        }
        return found;
    }

    /** What is wrong with a number for messages. */
    static List<Finding> texts(String number, PhoneNumber there, @Nullable WebhookAddresses addresses) {
        var found = new ArrayList<Finding>();
        if (there.deactivated() || there.canceled()) {
            found.add(new Finding.NumberFrozen(number));
        }
        if (!there.smsEnabled()) {
            found.add(new Finding.SmsSwitchedOff(number));
        }
        var ours = addresses == null
                ? Optional.<WebhookAddresses.Address>empty()
                : addresses.address(Kind.VOXIMPLANT_SMS, "account");
        ours.ifPresent(address -> {
            String theirs = there.smsCallback();
            if (theirs == null || theirs.isBlank()) {
                found.add(new Finding.CallbackUnknown(number, address.tenantUrl()));
            } else if (!theirs.startsWith(address.url()) && !theirs.startsWith(address.tenantUrl())) {
                found.add(new Finding.AddressDiffers(number, address.field(), theirs, address.tenantUrl()));
            }
        });
        if (found.isEmpty()) {
            found.add(new Finding.NumberIsRight(number));
        }
        return found;
    }

    /** Voximplant matches the number that was called, without plus, with the whole pattern. */
    private static boolean isFor(Rule rule, String number) {
        if (rule.pattern() == null) {
            return true;
        }
        try {
            var pattern = Pattern.compile(rule.pattern());
            return pattern.matcher(number.replace("+", "")).matches()
                    || pattern.matcher(number).matches();
        } catch (PatternSyntaxException e) {
            // Its dialect is not ours; who cannot tell does not accuse.
            return true;
        }
    }

    private static boolean isId(String text) {
        return text.chars().allMatch(Character::isDigit);
    }

    private static <T> List<T> ask(String account, Supplier<Found<T>> question) throws NotAnsweredException {
        return switch (Asking.ask(Service.VOXIMPLANT, question)) {
            case Failed<Found<T>> failed ->
                throw new NotAnsweredException(
                        failed.why() == Why.REFUSED
                                ? new Finding.KeyRefused(Service.VOXIMPLANT, account)
                                : new Finding.CouldNotAsk(Service.VOXIMPLANT, failed.why()));
            case Answered<Found<T>>(Found<T>(List<T> result, VoximplantSetupApi.Error error)) -> {
                if (error != null) {
                    throw new NotAnsweredException(
                            error.code() == AUTHORIZATION_FAILED
                                    ? new Finding.KeyRefused(Service.VOXIMPLANT, account)
                                    : new Finding.ProviderSays(Service.VOXIMPLANT, error.code(), error.msg()));
                }
                yield result == null ? List.of() : result;
            }
        };
    }

    /** Nothing more can be asked. */
    private static final class NotAnsweredException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Finding finding;

        private NotAnsweredException(Finding finding) {
            super(null, null, false, false);
            this.finding = finding;
        }
    }
}
