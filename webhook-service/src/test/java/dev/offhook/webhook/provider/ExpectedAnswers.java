package dev.offhook.webhook.provider;

import java.util.List;
import java.util.Map;

import dev.offhook.events.CallEvent.CallEnded;
import dev.offhook.events.CallEvent.CallRecorded;
import dev.offhook.events.CallEvent.CallStarted;
import dev.offhook.events.CallEvent.CallerPressed;
import dev.offhook.events.CallEvent.CallerSpoke;
import dev.offhook.events.CallEvent.RecordingTranscribed;
import dev.offhook.events.CallEvent.TransferEnded;
import dev.offhook.events.Event;
import dev.offhook.events.Provider;
import dev.offhook.events.SmsEvent.OptOut;
import dev.offhook.events.SmsEvent.SmsReceived;
import dev.offhook.events.SmsEvent.SmsStatusReported;
import dev.offhook.webhook.testsupport.DemoTenants;
import dev.offhook.webhook.testsupport.Payloads.Payload;
import dev.offhook.webhook.testsupport.Twilio;

import static dev.offhook.webhook.provider.Expected.json;
import static dev.offhook.webhook.provider.Expected.nothing;
import static dev.offhook.webhook.provider.Expected.twiml;
import static dev.offhook.webhook.provider.Expected.with;
import static java.util.Map.entry;

/** What docs/webhooks.md promises for each payload, by its id. The run's own ids stand for the payload's. */
final class ExpectedAnswers {
    private static final String LISTENS = "<Gather ";
    private static final String GREETING = "Добро пожаловать! Чем &lt;помочь&gt; &amp; что подсказать?";
    private static final String RECORDING = "https://api.twilio.com/2010-04-01/Accounts/" + DemoTenants.ACCOUNT
            + "/Recordings/RE00000000000000000000000000000001";

    private ExpectedAnswers() {}

    /**
     * All of them.
     *
     * @param run what makes this run's ids unique: 12 lower-case hexadecimal digits
     */
    static Map<String, Expected> of(String run) {
        var recorded = new CallRecorded(RECORDING, 12);
        return Map.ofEntries(
                entry("tw-voice-inbound-1", started("+19193332345")),
                entry("tw-voice-inbound-full", started(Twilio.CALLER)),
                entry(
                        "tw-gather-speech-ru",
                        twiml(with(LISTENS, "Вы сказали: Хочу выбрать профессию"))
                                .publishing(
                                        ":token-" + run + ":CallerSpoke",
                                        new CallerSpoke("Хочу выбрать профессию", 0.91, "ru-RU", null))),
                entry(
                        "tw-gather-digits",
                        twiml(with(LISTENS, "Вы нажали 1"))
                                .publishing(":token-" + run + ":CallerPressed", new CallerPressed("1", null))),
                entry("tw-gather-partial", nothing(204)),
                entry(
                        "tw-record-action",
                        twiml(with("Спасибо, записали.", "<Hangup")).publishing(":RE0{31}1:CallRecorded", recorded)),
                entry("tw-recording-status", nothing(204).publishing(":RE0{31}1:CallRecorded", recorded)),
                entry(
                        "tw-transcription",
                        nothing(204)
                                .publishing(
                                        ":TR0{31}1:RecordingTranscribed",
                                        new RecordingTranscribed(RECORDING, "Hello I would like a job"))),
                entry(
                        "tw-dial-action-completed",
                        twiml(with("<Hangup"))
                                .publishing(
                                        ":CA0{31}2:TransferEnded",
                                        new TransferEnded(TransferEnded.Outcome.ANSWERED, null, null))),
                entry(
                        "tw-call-status-completed",
                        nothing(204).publishing(":end:CallEnded", new CallEnded("completed", 63))),
                entry("tw-sms-inbound", sms(run, "Hello", OptOut.NONE)),
                entry("tw-sms-inbound-ru", sms(run, "Помогите выбрать профессию", OptOut.NONE)),
                entry("tw-sms-stop", sms(run, "STOP", OptOut.STOP)),
                entry("tw-sms-stop-advanced", sms(run, "STOP", OptOut.STOP)),
                entry("tw-sms-status-queued", smsStatus(run, "queued", null)),
                entry("tw-sms-status-sent", smsStatus(run, "sent", null)),
                entry("tw-sms-status-delivered", smsStatus(run, "delivered", null)),
                entry("tw-sms-status-failed", smsStatus(run, "failed", "30007")),
                // The handoff data is not ours: the call goes on over webhooks.
                entry("tw-cr-action-ended", twiml(with("<Response"))),
                entry(
                        "tw-cr-action-completed",
                        twiml(with("<Response")).publishing(":end:CallEnded", new CallEnded("completed", 35))),
                entry(
                        "seed-test-call",
                        json(with(
                                        "\"response\":\"Вы сказали: Хочу выбрать профессию\"",
                                        "\"conversation\":\"test:",
                                        "\"tenant\":\"hr-center\""))
                                .publishing(
                                        ":[0-9a-f-]{36}:CallerSpoke",
                                        new CallerSpoke("Хочу выбрать профессию", null, "ru-RU", null))),
                entry(
                        "vox-seed-call-started",
                        json("{\"response\":\"Добро пожаловать! Чем <помочь> & что подсказать?\",\"action\":\"listen\"}"
                                        ::equals)
                                .publishing(
                                        ":[^:]+:CallStarted",
                                        new CallStarted(Provider.VOXIMPLANT, "+74951234567", "+74951234567", 1))),
                entry(
                        "vox-seed-speech",
                        json("{\"response\":\"Вы сказали: Сколько стоит номер?\",\"action\":\"listen\"}"::equals)
                                .publishing(
                                        ":[^:]+:CallerSpoke",
                                        new CallerSpoke("Сколько стоит номер?", null, "ru-RU", null))),
                entry(
                        "vox-seed-ended",
                        json(with("\"response\":\"\"", "\"action\":\"hangup\""))
                                .publishing(":end:CallEnded", new CallEnded("completed", null))),
                entry(
                        "vox-cb-sms-flat",
                        new Expected(
                                200,
                                "",
                                body -> true,
                                List.of(new Expected.Published(
                                        ":voximplant:7654321:1001",
                                        new SmsReceived(
                                                Provider.VOXIMPLANT,
                                                "+79161234567",
                                                "+74951234567",
                                                "Привет",
                                                "1001",
                                                OptOut.NONE))))),
                entry("vox-cb-transcription", new Expected(200, "", body -> true, List.of())));
    }

    /** The payload with ids that no other run has, and with the test tenants' account and numbers. */
    static Payload oursOf(Payload payload, String run) {
        return payload.with("CA00000000000000000000000000000001", "CA" + run)
                .with("abc123", "CA" + run)
                .with("AC123456", DemoTenants.ACCOUNT)
                .with("%2B12125551234", "%2B15005550006")
                .with("%2B15017250604", "%2B15005550006")
                .with("SM00000000000000000000000000000001", "SM" + run)
                .with("SM1342fe1b2c904d1ab04f0fc7a58abca9", "SM" + run)
                .with("wQZ1c2hSQpyZ7a", "vox" + run)
                .with("\"CallSid\":\"test\"", "\"CallSid\":\"" + run + "\"");
    }

    private static Expected started(String caller) {
        return twiml(with(LISTENS, GREETING))
                .publishing(":0:CallStarted", new CallStarted(Provider.TWILIO, caller, DemoTenants.HR_NUMBER, 1));
    }

    private static Expected sms(String run, String text, OptOut optOut) {
        Event received = new SmsReceived(
                Provider.TWILIO,
                Twilio.CALLER,
                DemoTenants.HR_NUMBER,
                text,
                "SM" + run,
                optOut,
                0,
                List.of(),
                // Twilio answers its own words itself.
                optOut == OptOut.STOP);
        return twiml(with("<Response")).publishing(":SM" + run, received);
    }

    private static Expected smsStatus(String run, String status, String error) {
        return nothing(204)
                .publishing(
                        ":SM" + run + ":" + status,
                        new SmsStatusReported(Provider.TWILIO, "SM" + run, null, status, error));
    }
}
