package dev.offhook.events;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.offhook.events.CallEvent.CallEnded;
import dev.offhook.events.CallEvent.CallRecorded;
import dev.offhook.events.CallEvent.CallRejected;
import dev.offhook.events.CallEvent.CallStarted;
import dev.offhook.events.CallEvent.CallerInterrupted;
import dev.offhook.events.CallEvent.CallerPressed;
import dev.offhook.events.CallEvent.CallerSilent;
import dev.offhook.events.CallEvent.CallerSpoke;
import dev.offhook.events.CallEvent.FallbackSpoken;
import dev.offhook.events.CallEvent.TransferEnded;
import dev.offhook.events.Reply.HangUp;
import dev.offhook.events.Reply.Listen;
import dev.offhook.events.Reply.Record;
import dev.offhook.events.Reply.Reject;
import dev.offhook.events.Reply.Say;
import dev.offhook.events.Reply.Transfer;
import dev.offhook.events.SmsEvent.OptOut;
import dev.offhook.events.SmsEvent.SmsReceived;
import dev.offhook.events.SmsEvent.SmsStatusChanged;
import dev.offhook.events.SmsEvent.Status;
import dev.offhook.events.TenantConfiguration.Assistant;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.TenantConfiguration.Phrases;
import dev.offhook.events.TenantConfiguration.Plan;
import dev.offhook.events.TenantConfiguration.Rule;

/** One example of every type of event; what subscribers are shown, and what must go on reading. */
final class Examples {
    private static final String CALL = "twilio:CA00000000000000000000000000000001";

    private Examples() {}

    static Stream<Event> all() {
        return Stream.of(
                new CallStarted(Provider.TWILIO, "+14155550100", "+15005550006", 7),
                new CallerSpoke("Привет, хочу сменить профессию", 0.91, "ru-RU", 1),
                new CallerPressed("1", 2),
                new CallerSilent(3),
                new CallerInterrupted("Смена профессии"),
                new TransferEnded(TransferEnded.Outcome.NO_ANSWER),
                new CallRecorded("https://api.twilio.com/recordings/RE01", 12),
                new CallEnded("completed", 63),
                new CallRejected(CallRejected.Reason.PLAN),
                new FallbackSpoken(CALL + ":1:CallerSpoke", "Извините, повторите, пожалуйста.", 1),
                new Say(0, true, "Чем могу помочь?", "ru-RU", "Polly.Tatyana"),
                new Listen(1, 2),
                new Transfer(1, "+14155550199", 30),
                new Record(1, 120),
                new Reject(0, "block-list"),
                new HangUp(1),
                new SmsReceived(
                        Provider.TWILIO,
                        "+14155550100",
                        "+15005550006",
                        "Помогите выбрать профессию",
                        "SM00000000000000000000000000000001",
                        OptOut.NONE,
                        0),
                new SmsStatusChanged(
                        "sms:SM00000000000000000000000000000001/reply",
                        Provider.TWILIO,
                        "SM00000000000000000000000000000002",
                        Status.FAILED,
                        "21610",
                        "Attempt to send to unsubscribed recipient",
                        "sms:5f0c9a:SM00000000000000000000000000000001"),
                new SmsRequest(
                        "+14155550100",
                        "+15005550006",
                        "Спасибо, мы ответим.",
                        SmsRequest.Purpose.REPLY,
                        "sms:5f0c9a:SM00000000000000000000000000000001"),
                new TenantConfiguration(
                        "hr-center",
                        "HR-центр",
                        7,
                        Plan.PREMIUM,
                        "ru-RU",
                        ZoneId.of("Europe/Moscow"),
                        List.of(new Channel(
                                Channel.Kind.TWILIO_VOICE,
                                true,
                                List.of("+15005550006"),
                                "AC00000000000000000000000000000001",
                                false,
                                "Polly.Tatyana")),
                        new Assistant(
                                "Добро пожаловать!",
                                List.of(new Rule(
                                        "price",
                                        List.of("сколько стоит", "цен*"),
                                        null,
                                        "От 1000 рублей.",
                                        null,
                                        false)),
                                List.of("Расскажите подробнее."),
                                new Phrases(
                                        "Я вас не слышу.",
                                        List.of("Секунду."),
                                        "Извините, повторите, пожалуйста.",
                                        "Перезвоните позже.",
                                        "Голос доступен на тарифе «Премиум».",
                                        "Номер отключён.",
                                        "Спасибо, записали.")),
                        Map.of(TenantConfiguration.TWILIO_AUTH_TOKEN, "v1:local:AAECAwQFBgcICQoL")));
    }
}
