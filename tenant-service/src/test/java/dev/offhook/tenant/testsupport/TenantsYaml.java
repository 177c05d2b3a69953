package dev.offhook.tenant.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tenants files for tests. */
public final class TenantsYaml {
    /** The secret in clear that must be found nowhere. */
    public static final String SECRET = "a-secret-nobody-may-see";

    private TenantsYaml() {}

    /** One good tenant with a Twilio channel of both kinds on {@code number}. */
    public static String tenant(String slug, String number) {
        return """
              - slug: %s
                name: Business %s
                plan: premium
                locale: ru-RU
                timeZone: Europe/Moscow
                channels:
                  - kind: twilio-voice
                    enabled: true
                    numbers: ["%s"]
                    account: AC00000000000000000000000000000001
                    unsignedWebhooks: false
                  - kind: twilio-sms
                    enabled: true
                    numbers: ["%s"]
                    account: AC00000000000000000000000000000001
                assistant:
                  greeting: Добрый день!
                  rules:
                    - id: price
                      when: ["сколько сто*", "цена"]
                      say: Сто евро.
                  noMatch: ["Скажите иначе."]
                  phrases:
                    silent: Вас не слышно.
                    fillers: ["Минуту."]
                    fallback: Повторите.
                    lastResort: Перезвоните.
                    voiceNotInPlan: Напишите нам.
                    channelOff: Номер отключён.
                    recorded: Спасибо.
                secrets:
                  twilio.auth-token: "%s"
            """.formatted(slug, slug, number, number, SECRET);
    }

    /** {@link #tenant} with every part that may be left out. */
    public static String longTenant(String slug, String number) {
        return tenant(slug, number).replace("    secrets:\n", """
                  instructions: Ты консьерж отеля.
                  llm: {enabled: true, baseUrl: "https://llm.example/v1", model: small, temperature: 0.3, maxTokens: 300}
                  knowledge:
                    - {id: pets, questions: ["Можно с собакой?", "Пускаете с кошкой?"], answer: Можно.}
                    - {id: pool, questions: ["Есть бассейн?"], answer: Есть.}
                  tools:
                    transfers:
                      - {id: desk, description: Просит человека, numbers: ["+12025550142", "+12025550143"], timeoutSeconds: 20}
                      - {id: manager, description: Жалоба, numbers: ["+12025550144"]}
                    messages:
                      - {id: link, description: Хочет бронь, text: "https://hotel.example/book"}
                    voicemail: {maxSeconds: 90, operator: "+12025550145"}
                    endCall: true
                  fields:
                    - {name: dates, description: На какие даты}
                    - {name: guests, description: Сколько гостей}
                calls:
                  recordingNotice: Разговор записывается.
                  silences: 2
                  misses: 4
                  maxMinutes: 30
                  warnSeconds: 45
                  menu:
                    - {key: "0", rule: price}
                    - {key: "*1", rule: price}
                  languages: [en-US, de]
                  words: {goodbye: До свидания!, offerHuman: "Соединить?"}
                hours:
                  week:
                    - {days: [mon, tue], from: 09:00, to: 13:00}
                    - {days: [mon, tue], from: "14:00", to: "18:00"}
                    - {days: [fri], from: "22:00", to: "06:00"}
                  holidays:
                    - {from: 2027-01-01, to: 2027-01-08, shifts: [{from: "10:00", to: "12:00"}]}
                    - {from: "2027-05-09"}
                  afterHours: {action: transfer, target: manager}
                limits:
                  callsPerCaller: 20
                  callsPerDay: 500
                  concurrentCalls: 10
                  messagesPerCaller: 200
                  blocked: ["+12025550146"]
                  budget:
                    monthly: 10.50
                    currency: USD
                    rates: {inputTokens: 0.15, outputTokens: 0.60, minutes: {twilio-voice: 0.0085}}
                messaging:
                  optOut: {stop: [ХВАТИТ], start: [ВЕРНИТЕ], help: [КТО ЭТО]}
                  help: Отель, телефон на сайте.
                  quiet: {from: "21:00", to: 09:00, zone: Asia/Omsk}
                  perSecond: 10
                  perDay: 5000
                  sameTextWithinMinutes: 15
                  blockedCountries: [KP, CU]
                  maxSegments: 6
                  plainCharacters: true
                  routes:
                    - {countries: [KZ, RU], channel: twilio-sms}
                    - {channel: twilio-sms}
                  templates:
                    - id: booking
                      texts: {ru-RU: "{guest}, ждём вас {arrival}.", en-US: "{guest}, see you on {arrival}."}
                      parameters: [{name: guest, type: text}, {name: arrival, type: date}]
                  budget:
                    monthly: 20.25
                    currency: EUR
                    segments: {twilio-sms: 0.0079}
                    countries: {KZ: 0.05}
                secrets:
            """);
    }

    /** A file of these tenants in {@code folder}. */
    public static Path file(Path folder, String... tenants) {
        try {
            return Files.writeString(folder.resolve("tenants.yaml"), "tenants:\n" + String.join("", tenants));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
