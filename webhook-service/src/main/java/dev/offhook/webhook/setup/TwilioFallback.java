package dev.offhook.webhook.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.TenantConfiguration.TransferTarget;
import dev.offhook.webhook.twilio.Twiml;

/**
 * A TwiML document that answers calls while nothing of ours can be reached: it stands in a TwiML Bin at Twilio, and
 * refers to none of our addresses.
 */
final class TwilioFallback {
    /** What a TwiML Bin, and the REST API's parameter {@code Twiml}, take, in characters. */
    static final int LONGEST = 4000;

    private static final String END = "</Response>";

    private TwilioFallback() {}

    /**
     * The tenant's last words, before them an attempt to reach a human where the tenant has a transfer target.
     *
     * @return at most {@value #LONGEST} characters
     */
    static String document(TenantConfiguration tenant) {
        String words = tenant.assistant().phrases().lastResort();
        String document = document(tenant, words);
        while (document.length() > LONGEST) {
            words = words.substring(0, words.length() / 2);
            document = document(tenant, words);
        }
        return document;
    }

    private static String document(TenantConfiguration tenant, String words) {
        List<Twiml> verbs = new ArrayList<>(List.of(say(tenant, words), new Twiml.Hangup()));
        var target = target(tenant);
        if (target.isEmpty()) {
            return Twiml.document(verbs);
        }
        String rest = Twiml.document(verbs);
        int body = rest.indexOf("<Say");
        return rest.substring(0, body) + transferring(tenant) + dial(target.get()) + rest.substring(body);
    }

    private static Optional<TransferTarget> target(TenantConfiguration tenant) {
        return tenant.assistant().tools().transfers().stream().findFirst();
    }

    private static String transferring(TenantConfiguration tenant) {
        String words = tenant.calls().words().transferring();
        if (words == null || words.isBlank() || words.length() > LONGEST / 8) {
            return "";
        }
        String document = Twiml.document(List.of(say(tenant, words)));
        return document.substring(document.indexOf("<Say"), document.length() - END.length());
    }

    // Without an action, unlike the ingress' own Dial: there is nobody to post to, and the next verb runs when nobody
    // has taken the call. The number is E.164, which needs no escaping.
    private static String dial(TransferTarget target) {
        return "<Dial timeout=\"" + target.timeoutSeconds() + "\" answerOnBridge=\"true\"><Number>"
                + target.numbers().getFirst() + "</Number></Dial>";
    }

    private static Twiml.Say say(TenantConfiguration tenant, String words) {
        String voice =
                tenant.channel(Channel.Kind.TWILIO_VOICE).map(Channel::voice).orElse(null);
        return new Twiml.Say(words, voice, tenant.locale());
    }
}
