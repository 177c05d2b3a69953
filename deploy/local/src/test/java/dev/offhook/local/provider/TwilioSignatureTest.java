package dev.offhook.local.provider;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TwilioSignatureTest {

    @Test
    void formRequestIsSignedAsTwilioDoes() {
        // Given: the example that the tests of all of Twilio's own libraries share
        String url = "https://mycompany.com/myapp.php?foo=1&bar=2";
        Map<String, String> parameters = Map.of(
                "Digits", "1234",
                "CallSid", "CA1234567890ABCDE",
                "To", "+18005551212",
                "Caller", "+14158675309",
                "From", "+14158675309");

        // When
        String signature = TwilioSignature.of("12345", url, parameters);

        // Then
        assertThat(signature).isEqualTo("RSOYDt4T1cUTdK1PDd93/VVr8B8=");
    }
}
