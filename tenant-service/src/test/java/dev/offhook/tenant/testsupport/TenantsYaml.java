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

    /** A file of these tenants in {@code folder}. */
    public static Path file(Path folder, String... tenants) {
        try {
            return Files.writeString(folder.resolve("tenants.yaml"), "tenants:\n" + String.join("", tenants));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
