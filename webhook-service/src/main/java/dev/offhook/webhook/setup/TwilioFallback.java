package dev.offhook.webhook.setup;

import java.util.ArrayList;

import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.kit.tenants.OnChannel;
import dev.offhook.webhook.twilio.Twiml;
import dev.offhook.webhook.twilio.Voices;

/**
 * A TwiML document that answers calls while nothing of ours can be reached: it stands in a TwiML Bin at Twilio, and
 * refers to none of our addresses.
 */
final class TwilioFallback {
    /** What a TwiML Bin, and the REST API's parameter {@code Twiml}, take, in characters. */
    static final int LONGEST = 4000;

    private TwilioFallback() {}

    /**
     * The tenant's last words, before them an attempt to reach a human where the channel or the tenant has somebody to
     * transfer to. No greeting: it would ask for what nobody can answer.
     *
     * @return at most {@value #LONGEST} characters
     */
    static String document(TenantConfiguration everywhere) {
        var tenant = OnChannel.of(everywhere, Channel.Kind.TWILIO_VOICE);
        String words = tenant.assistant().phrases().lastResort();
        String document = document(tenant, words);
        while (document.length() > LONGEST) {
            words = words.substring(0, words.length() / 2);
            document = document(tenant, words);
        }
        return document;
    }

    private static String document(TenantConfiguration tenant, String words) {
        var verbs = new ArrayList<Twiml>();
        tenant.assistant().tools().transfers().stream().findFirst().ifPresent(target -> {
            String transferring = tenant.calls().words().transferring();
            if (transferring != null && !transferring.isBlank() && transferring.length() <= LONGEST / 8) {
                verbs.add(say(tenant, transferring));
            }
            // There is nobody to tell the outcome: the next verb follows when nobody has taken the call.
            verbs.add(new Twiml.Dial(null, target.numbers().getFirst(), target.timeoutSeconds()));
        });
        verbs.add(say(tenant, words));
        verbs.add(new Twiml.Hangup());
        return Twiml.document(verbs);
    }

    private static Twiml.Say say(TenantConfiguration tenant, String words) {
        return new Twiml.Say(words, Voices.of(tenant, tenant.locale()).orElse(null), tenant.locale());
    }
}
