package dev.offhook.webhook.ingress;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PublicUrlsTest {
    private static final String PROXY = "10.0.0.7";
    private static final String STRANGER = "203.0.113.9";
    private static final String TARGET = "/webhook/call?step=poll&event=a%3Ab";

    @Test
    void headersOfAStrangerCountForNothing() {
        assertThat(urls().candidates(
                                TARGET, headers("X-Forwarded-Host", "evil.example", "Host", "evil.example"), STRANGER))
                .containsExactly("https://bot.example.org" + TARGET, "https://old.example.org/base" + TARGET);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Forwarded-Proto: https, X-Forwarded-Host: a.example | https://a.example",
                "X-Forwarded-Proto: https, Host: a.example:8443 | https://a.example:8443",
                "Host: a.example | https://a.example",
                "Host: a.example | http://a.example",
                "X-Forwarded-Proto: http, X-Forwarded-Host: a.example, X-Forwarded-Port: 8080 | http://a.example:8080",
                "X-Forwarded-Proto: https, Host: [2001:db8::1] | https://[2001:db8::1]",
                "X-Forwarded-Proto: https, X-Forwarded-Host: a.example, X-Forwarded-Prefix: /bot/ | https://a.example/bot",
                "Forwarded: for=203.0.113.9;proto=https;host=\"a.example:8443\" | https://a.example:8443",
                "Forwarded: FOR=\"[2001:db8::9]\";Host=a.example;PROTO=https | https://a.example",
            })
    void headersOfATrustedProxyTellWhatWasCalled(String headers, String base) {
        assertThat(urls().candidates(TARGET, parsed(headers), PROXY)).contains(base + TARGET);
    }

    @Test
    void elementThatTheClientItselfWroteIsNotBelieved() {
        // Given
        var headers = headers(
                "Forwarded", "for=1.1.1.1;host=evil.example;proto=https, for=203.0.113.9;host=a.example;proto=https",
                "Forwarded", "for=10.0.0.8;host=inner.example;proto=http");

        // When
        var candidates = urls().candidates("/", headers, PROXY);

        // Then
        assertThat(candidates).contains("https://a.example/").noneMatch(url -> url.contains("evil"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Forwarded-Host: user:pass@a.example",
                "X-Forwarded-Host: a.example/path",
                "X-Forwarded-Host: a.example#x",
                "X-Forwarded-Host: a b",
                "Forwarded: host=\"u@a.example\";proto=https",
                "X-Forwarded-Proto: javascript, X-Forwarded-Prefix: //x, X-Forwarded-Host: ?",
            })
    void whatIsNoHostIsNoCandidate(String headers) {
        assertThat(urls().candidates("/", parsed(headers), PROXY)).hasSize(2);
    }

    @Test
    void manyHeadersMakeFewCandidates() {
        // Given
        var headers = headers("Host", "a.example", "X-Forwarded-Port", "1,2", "X-Forwarded-Prefix", "/a,/b");
        for (int i = 0; i < 90; i++) {
            headers.add("X-Forwarded-Host", "h" + i + ".example, i" + i + ".example");
            headers.add("X-Forwarded-Proto", "https, http");
        }

        // When, Then
        assertThat(urls().candidates("/", headers, PROXY)).hasSizeLessThanOrEqualTo(14);
    }

    @Test
    void socketIsSignedWithItsOwnScheme() {
        assertThat(urls().sockets("/webhook/relay", headers(), STRANGER))
                .contains("wss://bot.example.org/webhook/relay", "https://bot.example.org/webhook/relay");
    }

    @Test
    void shownUrlHasNeitherQueryNorUserInfo() {
        assertThat(PublicUrls.shown(List.of("https://u:secret@h.example/p?token=1#f", "https://h.example/p?x=2")))
                .containsExactly("https://h.example/p");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "203.0.113.9 | 1.1.1.1 | 203.0.113.9",
                "10.0.0.7 | 203.0.113.9 | 203.0.113.9",
                "10.0.0.7 | 1.1.1.1, 203.0.113.9 | 203.0.113.9",
                "10.0.0.7 | 1.1.1.1, 203.0.113.9, 10.1.1.1 | 203.0.113.9",
                "10.0.0.7 | 203.0.113.9:50123 | 203.0.113.9",
                "10.0.0.7 | [2001:db8::9]:443 | 2001:db8:0:0:0:0:0:9",
                "10.0.0.7 | 1.1.1.1, unknown | none",
                "10.0.0.7 | 10.0.0.9, 10.0.0.8 | 10.0.0.9",
                "10.0.0.7 | '' | none",
                "fd00:0:0:0:0:0:0:1 | 203.0.113.9 | 203.0.113.9",
                "none | 1.1.1.1 | none",
            })
    void clientIsTheRightMostHopThatIsNotTrusted(String source, String forwardedFor, String client) {
        var proxies = new TrustedProxies(List.of("10.0.0.0/8", "fd00::/8"));

        assertThat(proxies.client(source, headers("X-Forwarded-For", forwardedFor))
                        .map(InetAddress::getHostAddress))
                .isEqualTo(Optional.ofNullable(client));
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.0/33", "10.0.0/8", "proxy.example", "''", "10.0.0.0/x"})
    void whatIsNoAddressIsNamed(String cidr) {
        assertThatThrownBy(() -> new TrustedProxies(List.of(cidr)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10.0.0.0/8");
    }

    @Test
    void serviceDoesNotStartWhereQuarkusWouldRewriteTheUrl() {
        assertThatThrownBy(() -> urls("https://bot.example.org", true).check(new StartupEvent()))
                .hasMessageContaining("offhook.ingress.trusted-proxies");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://u:secret@bot.example.org?x=1",
                "https://bot.example.org#rc=3",
                "bot.example.org",
                "ftp://a"
            })
    void whatIsNoPublicUrlIsNamedWithoutItsSecret(String url) {
        assertThatThrownBy(() -> urls(url, false).check(new StartupEvent()))
                .hasMessageContaining("no public URL")
                .hasMessageNotContaining("secret");
    }

    private static PublicUrls urls() {
        return urls("https://bot.example.org", false);
    }

    private static PublicUrls urls(String publicUrl, boolean quarkusRewrites) {
        return new PublicUrls(
                new IngressConfiguration() {
                    @Override
                    public URI publicUrl() {
                        return URI.create(publicUrl);
                    }

                    @Override
                    public Optional<List<URI>> otherPublicUrls() {
                        return Optional.of(List.of(URI.create("https://old.example.org/base/")));
                    }

                    @Override
                    public Optional<List<String>> trustedProxies() {
                        return Optional.empty();
                    }

                    @Override
                    public Optional<String> threadKey() {
                        return Optional.empty();
                    }
                },
                new TrustedProxies(List.of("10.0.0.0/8")),
                quarkusRewrites);
    }

    private static MultiMap parsed(String headers) {
        var map = MultiMap.caseInsensitiveMultiMap();
        for (String header : headers.split(", (?=[A-Z])")) {
            map.add(header.split(": ", 2)[0], header.split(": ", 2)[1]);
        }
        return map;
    }

    private static MultiMap headers(String... pairs) {
        var map = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < pairs.length; i += 2) {
            map.add(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
