package dev.offhook.tenant.console.calls;

import java.net.URI;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class OriginsTest {
    private static final Origins ORIGINS =
            new Origins(List.of("https://api.twilio.com", "https://*.voximplant.com", "http://127.0.0.1:8090"));

    @ParameterizedTest
    @CsvSource({
        "https://api.twilio.com/2010-04-01/x, true",
        "https://API.TWILIO.COM:443/x, true",
        "https://storage-gw-us-02.voximplant.com/voximplant-records/x.mp3, true",
        "http://127.0.0.1:8090/recordings/1, true",
        "http://api.twilio.com/x, false",
        "https://api.twilio.com:8443/x, false",
        "https://api.twilio.com.evil.example/x, false",
        "https://evil.example/?https://api.twilio.com, false",
        "https://user@api.twilio.com/x, false",
        "https://evilvoximplant.com/x, false",
        "https://voximplant.com/x, false",
        "http://127.0.0.1:5432/x, false",
        "http://169.254.169.254/latest/meta-data, false",
        "file:///etc/passwd, false",
        "/etc/passwd, false"
    })
    void onlyWhatIsListedIsHad(String address, boolean had) {
        assertThat(ORIGINS.have(URI.create(address))).isEqualTo(had);
    }
}
