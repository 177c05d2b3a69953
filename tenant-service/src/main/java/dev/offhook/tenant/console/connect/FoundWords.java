package dev.offhook.tenant.console.connect;

import dev.offhook.tenant.clients.Service;
import dev.offhook.tenant.console.words.TalkMessages;
import dev.offhook.tenant.console.words.Words;

/** Words what a check found. */
final class FoundWords {
    private final Words words;

    FoundWords(Words words) {
        this.words = words;
    }

    /**
     * A finding as it is shown.
     *
     * @param style of its badge
     * @param weight what the badge says
     * @param more times and dates; null without any
     */
    record Line(String style, String weight, String text, String more) {}

    Line line(Finding finding) {
        String style =
                switch (finding.weight()) {
                    case GOOD -> "good";
                    case DOUBT -> "warn";
                    case WRONG -> "bad";
                };
        return new Line(style, words.t().weight(finding.weight()), text(finding), more(finding));
    }

    private String more(Finding finding) {
        if (!(finding instanceof Finding.Refused refused)) {
            return null;
        }
        String more = words.t()
                .refusedMore(
                        words.t().refusedTimes(refused.times()), words.formats().moment(refused.last()));
        return refused.taken() ? more + " · " + words.t().refusedTaken() : more;
    }

    private String text(Finding finding) {
        TalkMessages t = words.t();
        return switch (finding) {
            case Finding.NoNumber _ -> t.foundNoNumber();
            case Finding.SwitchedOff _ -> t.foundSwitchedOff();
            case Finding.PlanWithoutVoice _ -> t.foundPlanWithoutVoice();
            case Finding.NoAccount(var kind) ->
                switch (kind) {
                    case TWILIO_VOICE, TWILIO_SMS -> t.foundNoAccountTwilio();
                    case VOXIMPLANT_VOICE, VOXIMPLANT_SMS -> t.foundNoAccountVoximplant();
                };
            case Finding.SecretMissing(String name) -> t.foundSecretMissing(name);
            case Finding.KeyRefused(Service service, String account) ->
                t.foundKeyRefused(t.serviceName(service), account);
            case Finding.CouldNotAsk(Service service, var why) ->
                t.foundCouldNotAsk(t.serviceName(service), t.why(why));
            case Finding.ProviderSays(Service service, int code, String message) ->
                t.foundProviderSays(t.serviceName(service), code, message);
            case Finding.NumberNotThere(String number, String account) -> t.foundNumberNotThere(number, account);
            case Finding.NumberCannot(String number, boolean voice) ->
                voice ? t.foundNumberCannotVoice(number) : t.foundNumberCannotSms(number);
            case Finding.AddressMissing(String number, String field, String ours) ->
                t.foundAddressMissing(number, field, ours);
            case Finding.AddressDiffers(String number, String field, String theirs, String ours) ->
                t.foundAddressDiffers(number, field, theirs, ours);
            case Finding.MethodDiffers(String number, String field, String method) ->
                t.foundMethodDiffers(number, field, method);
            case Finding.HandledElsewhere(String number, String by) -> t.foundHandledElsewhere(number, by);
            case Finding.NoStatusAddress(String number, String ours) -> t.foundNoStatusAddress(number, ours);
            case Finding.ApplicationNotSet _ -> t.foundApplicationNotSet();
            case Finding.ApplicationUnknown(String application, String account) ->
                t.foundApplicationUnknown(application, account);
            case Finding.RuleNotSet _ -> t.foundRuleNotSet();
            case Finding.RuleUnknown(String rule, String application) -> t.foundRuleUnknown(rule, application);
            case Finding.RuleNotForNumber(String rule, String pattern, String number) ->
                t.foundRuleNotForNumber(rule, pattern, number);
            case Finding.NumberUnbound(String number) -> t.foundNumberUnbound(number);
            case Finding.NumberBoundElsewhere(String number, String application) ->
                t.foundNumberBoundElsewhere(number, application);
            case Finding.NumberOnOtherRule(String number, String rule) -> t.foundNumberOnOtherRule(number, rule);
            case Finding.NumberFrozen(String number) -> t.foundNumberFrozen(number);
            case Finding.SmsSwitchedOff(String number) -> t.foundSmsSwitchedOff(number);
            case Finding.CallbackUnknown(String number, String ours) -> t.foundCallbackUnknown(number, ours);
            case Finding.Refused refused ->
                t.refused(
                        refused.reason(),
                        refused.urls().isEmpty() ? "?" : String.join(", ", refused.urls()),
                        refused.account() == null ? "?" : refused.account());
            case Finding.NumberIsRight(String number) -> t.foundNumberIsRight(number);
            case Finding.RuleIsRight(String rule, String application) -> t.foundRuleIsRight(rule, application);
        };
    }
}
