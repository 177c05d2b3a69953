package dev.offhook.local.provider;

import java.util.LinkedHashMap;
import java.util.concurrent.CompletableFuture;

/** A customer's text messages to a business's number, as Twilio delivers them. */
public final class TwilioSms {
    private final TwilioAccount account;
    private final String from;
    private final String to;

    /** Messages from {@code from} to the business's number {@code to}, both E.164. */
    public TwilioSms(TwilioAccount account, String from, String to) {
        this.account = account;
        this.from = from;
        this.to = to;
    }

    /** Delivers one message under a fresh id; completes with that {@code MessageSid} when the ingress has taken it. */
    public CompletableFuture<String> send(String text) {
        String sid = TwilioAccount.freshSid("SM");
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("AccountSid", account.sid());
        parameters.put("ApiVersion", "2010-04-01");
        parameters.put("Body", text);
        parameters.put("From", from);
        parameters.put("MessageSid", sid);
        parameters.put("NumMedia", "0");
        parameters.put("NumSegments", "1");
        parameters.put("SmsMessageSid", sid);
        parameters.put("SmsSid", sid);
        parameters.put("SmsStatus", "received");
        parameters.put("To", to);
        return account.post(account.ingress().url("/webhook/sms"), parameters).thenApply(answer -> sid);
    }
}
