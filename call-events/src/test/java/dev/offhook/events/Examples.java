package dev.offhook.events;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
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
import dev.offhook.events.CallEvent.RecordingTranscribed;
import dev.offhook.events.CallEvent.TransferEnded;
import dev.offhook.events.ConversationRecord.Costs;
import dev.offhook.events.ConversationRecord.Exchange;
import dev.offhook.events.ConversationRecord.Extraction;
import dev.offhook.events.ConversationRecord.FieldValue;
import dev.offhook.events.ConversationRecord.Recording;
import dev.offhook.events.ConversationRecord.ToolResult;
import dev.offhook.events.Reply.HangUp;
import dev.offhook.events.Reply.Listen;
import dev.offhook.events.Reply.Record;
import dev.offhook.events.Reply.Reject;
import dev.offhook.events.Reply.Say;
import dev.offhook.events.Reply.Transfer;
import dev.offhook.events.SmsEvent.Attachment;
import dev.offhook.events.SmsEvent.OptOut;
import dev.offhook.events.SmsEvent.SmsReceived;
import dev.offhook.events.SmsEvent.SmsStatusChanged;
import dev.offhook.events.SmsEvent.SmsStatusReported;
import dev.offhook.events.SmsEvent.Status;
import dev.offhook.events.TenantConfiguration.AfterHours;
import dev.offhook.events.TenantConfiguration.Assistant;
import dev.offhook.events.TenantConfiguration.Budget;
import dev.offhook.events.TenantConfiguration.CallHandling;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.TenantConfiguration.Day;
import dev.offhook.events.TenantConfiguration.Field;
import dev.offhook.events.TenantConfiguration.Holiday;
import dev.offhook.events.TenantConfiguration.Hours;
import dev.offhook.events.TenantConfiguration.Knowledge;
import dev.offhook.events.TenantConfiguration.Limits;
import dev.offhook.events.TenantConfiguration.Llm;
import dev.offhook.events.TenantConfiguration.MenuKey;
import dev.offhook.events.TenantConfiguration.MessageTemplate;
import dev.offhook.events.TenantConfiguration.Patience;
import dev.offhook.events.TenantConfiguration.Phrases;
import dev.offhook.events.TenantConfiguration.Plan;
import dev.offhook.events.TenantConfiguration.Rates;
import dev.offhook.events.TenantConfiguration.Rule;
import dev.offhook.events.TenantConfiguration.Tool;
import dev.offhook.events.TenantConfiguration.ToolUse;
import dev.offhook.events.TenantConfiguration.Tools;
import dev.offhook.events.TenantConfiguration.TransferTarget;
import dev.offhook.events.TenantConfiguration.Voice;
import dev.offhook.events.TenantConfiguration.Voicemail;
import dev.offhook.events.TenantConfiguration.WeeklyShift;
import dev.offhook.events.TenantConfiguration.Words;

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
                new TransferEnded(TransferEnded.Outcome.NO_ANSWER, "+14155550199", 4),
                new CallRecorded("https://api.twilio.com/recordings/RE01", 12),
                new RecordingTranscribed("https://api.twilio.com/recordings/RE01", "Hello, I would like a job."),
                new CallEnded("completed", 63),
                new CallRejected(CallRejected.Reason.PLAN),
                new LimitReached(LimitReached.Limit.BUDGET, "answered by knowledge and rules"),
                new FallbackSpoken(CALL + ":1:CallerSpoke", "Извините, повторите, пожалуйста.", 1),
                new Say(0, true, "Чем могу помочь?", "ru-RU", "Polly.Tatyana"),
                new Listen(1, 2, "en-US"),
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
                        1,
                        List.of(new Attachment("https://api.twilio.com/media/ME01", "image/jpeg"))),
                new SmsStatusReported(
                        Provider.TWILIO,
                        "SM00000000000000000000000000000002",
                        "sms:SM00000000000000000000000000000001/reply",
                        "undelivered",
                        "30003"),
                new SmsStatusChanged(
                        "sms:SM00000000000000000000000000000001/reply",
                        Provider.TWILIO,
                        "SM00000000000000000000000000000002",
                        Status.UNDELIVERED,
                        "30003",
                        "Unreachable destination handset",
                        "sms:5f0c9a:SM00000000000000000000000000000001",
                        SmsRequest.Purpose.REPLY,
                        1,
                        new BigDecimal("0.0079"),
                        "USD"),
                new SmsRequest(
                        "+14155550100",
                        "+15005550006",
                        null,
                        SmsRequest.Purpose.NOTIFICATION,
                        "sms:5f0c9a:SM00000000000000000000000000000001",
                        new SmsRequest.TemplateUse(
                                "booking", "ru-RU", Map.of("guest", "Иван", "arrival", "2026-12-24")),
                        Channel.Kind.TWILIO_SMS,
                        Instant.parse("2026-12-20T09:00:00Z"),
                        Instant.parse("2026-12-23T18:00:00Z")),
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
                                "Polly.Tatyana",
                                Channel.Signatures.ENFORCE,
                                Channel.Transport.STREAM,
                                Map.of("en-US", "Polly.Joanna"),
                                "Добро пожаловать, вы звоните по рекламе!",
                                "10412345",
                                "2345678",
                                true,
                                "+14155550197",
                                20)),
                        assistant(),
                        calls(),
                        hours(),
                        limits(),
                        messaging(),
                        Voice.FEMALE,
                        90,
                        Map.of(TenantConfiguration.TWILIO_AUTH_TOKEN, "v1:local:AAECAwQFBgcICQoL")),
                new RequestRefused(
                        Provider.TWILIO,
                        Channel.Kind.TWILIO_VOICE,
                        "/webhook/call",
                        RequestRefused.Reason.SIGNATURE_WRONG,
                        false,
                        List.of("https://bot.example.org/webhook/call", "https://bot.example.org:443/webhook/call"),
                        List.of(TenantConfiguration.TWILIO_AUTH_TOKEN),
                        List.of(),
                        "AC00000000000000000000000000000001",
                        "+1500555****",
                        "Is OFFHOOK_PUBLIC_URL the address that Twilio calls?"),
                conversation(),
                new KeyRing(
                        4,
                        List.of(
                                new KeyRing.DataKey(
                                        "2026-11-21-9f3c01aa", "v1:local:AAECAwQFBgcICQoL", KeyRing.State.PRIMARY),
                                new KeyRing.DataKey(
                                        "2026-05-02-0b7d44e1", "v1:local:DA0ODxAREhMUFRYX", KeyRing.State.OLD))),
                new KeyRingConfirmed(
                        "webhook-service",
                        "webhook-6d9f7-1",
                        4,
                        List.of("2026-05-02-0b7d44e1", "2026-11-21-9f3c01aa"),
                        List.of()));
    }

    private static Assistant assistant() {
        return new Assistant(
                "Добро пожаловать!",
                List.of(new Rule(
                        "human",
                        List.of("оператор*", "живой человек"),
                        null,
                        "Соединяю с консультантом.",
                        null,
                        false,
                        List.of(new ToolUse(Tool.TRANSFER, "consultant", null)))),
                List.of("Расскажите подробнее."),
                new Phrases(
                        "Я вас не слышу.",
                        List.of("Секунду."),
                        "Извините, повторите, пожалуйста.",
                        "Перезвоните позже.",
                        "Голос доступен на тарифе «Премиум».",
                        "Номер отключён.",
                        "Спасибо, записали."),
                "Ты консультант по выбору профессии.",
                new Llm(true, URI.create("https://llm.example.org/v1"), "gpt-4o-mini", 0.3, 300),
                List.of(new Knowledge("price", List.of("Сколько стоит консультация?"), "От 1000 рублей.")),
                new Tools(
                        List.of(new TransferTarget(
                                "consultant", "The caller wants a human", List.of("+14155550199"), 30)),
                        List.of(new MessageTemplate(
                                "handoff-link", "The caller wants to go on in Telegram", "https://t.me/example_bot")),
                        new Voicemail(120, "+14155550198"),
                        true),
                List.of(new Field("interests", "What the caller is interested in")),
                URI.create("https://t.me/hr_consultant"));
    }

    private static CallHandling calls() {
        return new CallHandling(
                "Разговор записывается.",
                3,
                3,
                30,
                60,
                List.of(new MenuKey("0", "human")),
                List.of("en-US"),
                new Words("До свидания!", null, null, null, null, null, null, "Мы работаем с 9 до 18.", null),
                new Patience(1200, 2, 3800));
    }

    private static Hours hours() {
        var morning = LocalTime.of(9, 0);
        return new Hours(
                List.of(new WeeklyShift(List.of(Day.MONDAY, Day.FRIDAY), morning, LocalTime.of(18, 0))),
                List.of(new Holiday(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 1, 8), List.of())),
                new AfterHours(AfterHours.Action.VOICEMAIL, null));
    }

    private static Limits limits() {
        return new Limits(
                20,
                1000,
                50,
                100,
                List.of("+14155550666"),
                new Budget(
                        new BigDecimal("50.00"),
                        "USD",
                        new Rates(
                                new BigDecimal("0.15"),
                                new BigDecimal("0.60"),
                                Map.of(Channel.Kind.TWILIO_VOICE, new BigDecimal("0.0085")))));
    }

    private static Messaging messaging() {
        return new Messaging(
                new Messaging.OptOutWords(List.of("ХВАТИТ"), List.of("ВЕРНИТЕ"), List.of("КТО ЭТО")),
                "HR-центр, +7 495 123-45-67. СТОП, чтобы не получать сообщений.",
                new Messaging.QuietHours(LocalTime.of(21, 0), LocalTime.of(9, 0), null),
                10,
                5_000,
                10,
                List.of("KP"),
                6,
                true,
                List.of(new Messaging.Route(List.of("RU", "KZ"), Channel.Kind.VOXIMPLANT_SMS, Channel.Kind.TWILIO_SMS)),
                List.of(new Messaging.Template(
                        "booking",
                        Map.of("ru-RU", "{guest}, ждём вас {arrival}.", "en-US", "{guest}, see you on {arrival}."),
                        List.of(
                                new Messaging.Template.Parameter("guest", Messaging.Template.Type.TEXT),
                                new Messaging.Template.Parameter("arrival", Messaging.Template.Type.DATE)))),
                new Messaging.Budget(
                        new BigDecimal("20.00"),
                        "USD",
                        Map.of(Channel.Kind.TWILIO_SMS, new BigDecimal("0.0079")),
                        Map.of("RU", new BigDecimal("0.05"))));
    }

    private static ConversationRecord conversation() {
        var began = Instant.parse("2026-11-20T10:15:30Z");
        return new ConversationRecord(
                1,
                ConversationRecord.Medium.CALL,
                Provider.TWILIO,
                "+14155550100",
                "+15005550006",
                7L,
                began,
                began.plusSeconds(63),
                ConversationRecord.Outcome.TRANSFERRED,
                List.of(new Exchange(
                        1,
                        began.plusSeconds(9),
                        "Соедините с человеком",
                        "Соединяю с консультантом.",
                        "rule",
                        "human",
                        List.of(new ToolResult(Tool.TRANSFER, "consultant", "answered")),
                        14,
                        true)),
                new Extraction(
                        null,
                        "Звонивший попросил консультанта.",
                        List.of(
                                new FieldValue("interests", "IT", "llm"),
                                new FieldValue("motivation", null, "absent"))),
                new Costs("USD", new BigDecimal("0.00042"), new BigDecimal("0.017"), 1200, 400, 63),
                List.of(new Recording("https://api.twilio.com/recordings/RE01", 12, "Hello, I would like a job.")),
                false);
    }
}
