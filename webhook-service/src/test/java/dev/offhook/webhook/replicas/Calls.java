package dev.offhook.webhook.replicas;

import java.util.List;
import java.util.Map;

import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.Topic;
import dev.offhook.kit.secrets.SecretBox;
import dev.offhook.webhook.testsupport.DemoTenants;
import dev.offhook.webhook.testsupport.DistantDialogue;
import dev.offhook.webhook.testsupport.Payloads;
import dev.offhook.webhook.testsupport.PlainTenants;
import dev.offhook.webhook.testsupport.WebhookProcess;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Requests of two tenants, one with each provider, byte for byte. */
final class Calls {
    private Calls() {}

    static void publishTenants(DistantDialogue dialogue) {
        var secrets = new SecretBox(List.of(WebhookProcess.SECRETS_KEY));
        dialogue.publish(
                Topic.TENANTS,
                PlainTenants.of(
                        "hr-center",
                        Map.of(TenantConfiguration.TWILIO_AUTH_TOKEN, secrets.encrypt("hr-center", DemoTenants.TOKEN)),
                        channel(Channel.Kind.TWILIO_VOICE, DemoTenants.HR_NUMBER, DemoTenants.ACCOUNT),
                        channel(Channel.Kind.TWILIO_SMS, DemoTenants.HR_NUMBER, DemoTenants.ACCOUNT)));
        dialogue.publish(
                Topic.TENANTS,
                PlainTenants.of(
                        "hotel-royal",
                        Map.of(),
                        new Channel(Channel.Kind.VOXIMPLANT_VOICE, true, List.of("+74951234567"), null, true, null)));
    }

    static byte[] twilioSpeech(String call, int turn) {
        return twilio(
                "/webhook/call?step=gather&turn=" + turn,
                "CallSid=CA" + call + "&CallStatus=in-progress&SpeechResult=%D0%B4%D0%B0+" + call);
    }

    static byte[] twilioSms(String message) {
        return twilio("/webhook/sms", "MessageSid=SM" + message + "&Body=%D0%B4%D0%B0&NumMedia=0");
    }

    /** A request to an address of a TwiML document. */
    static byte[] twilio(String target, String parameters) {
        String form = "AccountSid=" + DemoTenants.ACCOUNT + "&From=%2B14155550100&To=%2B15005550006&" + parameters;
        return post(
                target,
                "Content-Type: application/x-www-form-urlencoded; charset=utf-8\r\nX-Twilio-Signature: "
                        + Payloads.sign(DemoTenants.TOKEN, target, form) + "\r\n",
                form);
    }

    static byte[] voximplantSpeech(String call, int turn) {
        return post(
                "/webhook/voximplant",
                "Content-Type: application/json\r\n",
                "{\"event_type\":\"speech_recognized\",\"call_id\":\"" + call + "\",\"turn\":" + turn
                        + ",\"text\":\"да " + call + "\",\"custom_data\":{\"tenant_slug\":\"hotel-royal\"}}");
    }

    private static Channel channel(Channel.Kind kind, String number, String account) {
        return new Channel(kind, true, List.of(number), account, false, null);
    }

    private static byte[] post(String target, String headers, String body) {
        return ("POST " + target + " HTTP/1.1\r\nHost: localhost:8080\r\n" + headers + "Content-Length: "
                        + body.getBytes(UTF_8).length + "\r\n\r\n" + body)
                .getBytes(UTF_8);
    }
}
