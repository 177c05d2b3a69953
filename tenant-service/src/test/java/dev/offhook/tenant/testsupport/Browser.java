package dev.offhook.tenant.testsupport;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;

import static java.nio.charset.StandardCharsets.UTF_8;

/** As much of a browser as the console needs without scripts: cookies, redirects and forms. */
public final class Browser {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CookieManager cookies = new LocalCookies();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(cookies)
            .followRedirects(Redirect.NORMAL)
            .connectTimeout(PATIENCE)
            .build();
    private final URI home;
    private final String language;

    /**
     * A browser without a session.
     *
     * @param home where relative paths begin, e.g. {@code http://localhost:8082}
     * @param language what it asks for, e.g. {@code ru}
     */
    public Browser(URI home, String language) {
        this.home = home;
        this.language = language;
    }

    /** Browsers send a secure cookie over plain HTTP too where the server is on this machine. */
    private static final class LocalCookies extends CookieManager {
        LocalCookies() {
            super(null, CookiePolicy.ACCEPT_ALL);
        }

        @Override
        public void put(URI uri, Map<String, List<String>> headers) throws IOException {
            super.put(uri, headers);
            getCookieStore().getCookies().forEach(cookie -> cookie.setSecure(false));
        }
    }

    /**
     * A page that has come.
     *
     * @param status of the last answer, after redirects
     * @param url where it came from
     * @param answer whole
     * @param page parsed
     */
    public record Answer(int status, URI url, HttpResponse<String> answer, Document page) {
        /** The text of everything that a CSS selector finds. */
        public List<String> texts(String selector) {
            return page.select(selector).eachText();
        }

        /** A header of the answer, empty when there is none. */
        public String header(String name) {
            return answer.headers().firstValue(name).orElse("");
        }

        /** The form that a CSS selector finds. */
        public FormElement form(String selector) {
            var forms = page.select(selector).forms();
            if (forms.isEmpty()) {
                throw new AssertionError("there is no form '" + selector + "' in " + url + " (" + status + "): "
                        + page.body().text());
            }
            return forms.getFirst();
        }
    }

    /** Logs in as a demo user, whose password is the name, and returns the page that was asked for. */
    public Answer login(String user, String path) {
        var form = get(path).form("form#kc-form-login");
        return submit(form, Map.of("username", user, "password", user));
    }

    /** Gets a page. */
    public Answer get(String path) {
        return send(request(home.resolve(path)).GET().build());
    }

    /** Sends a form as it stands, but for some of its fields; a null leaves the field out. */
    public Answer submit(FormElement form, Map<String, String> typed) {
        return submit(form, typed, null);
    }

    /** As {@link #submit(FormElement, Map)}, by one of its buttons. */
    public Answer submit(FormElement form, Map<String, String> typed, Element button) {
        var fields = Stream.concat(
                form.formData().stream()
                        .filter(field -> !typed.containsKey(field.key()))
                        .map(field -> Map.entry(field.key(), field.value())),
                typed.entrySet().stream().filter(field -> field.getValue() != null));
        var all = button == null
                ? fields
                : Stream.concat(fields, Stream.of(Map.entry(button.attr("name"), button.attr("value"))));
        var action = form.hasAttr("action") ? form.absUrl("action") : form.baseUri();
        return post(action, all.toList(), Map.of());
    }

    /** Posts fields. */
    public Answer post(String path, List<Map.Entry<String, String>> fields, Map<String, String> headers) {
        var body = fields.stream()
                .map(field ->
                        URLEncoder.encode(field.getKey(), UTF_8) + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        var request = request(home.resolve(path)).header("Content-Type", "application/x-www-form-urlencoded");
        headers.forEach(request::header);
        return send(request.POST(BodyPublishers.ofString(body)).build());
    }

    /** The cookies that it has, by name. */
    public Map<String, String> cookies() {
        var byName = new LinkedHashMap<String, String>();
        cookies.getCookieStore().getCookies().forEach(cookie -> byName.put(cookie.getName(), cookie.getValue()));
        return byName;
    }

    private HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .header("Accept", "text/html,application/xhtml+xml")
                .header("Accept-Language", language);
    }

    private Answer send(HttpRequest request) {
        try {
            var answer = client.send(request, BodyHandlers.ofString());
            return new Answer(
                    answer.statusCode(),
                    answer.uri(),
                    answer,
                    Jsoup.parse(answer.body(), answer.uri().toString()));
        } catch (IOException e) {
            throw new AssertionError(request.uri() + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
