package dev.offhook.webhook.ingress;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.MultiMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Which URLs a provider may have called for a request that came in: what it signed is one of them. */
@ApplicationScoped
public class PublicUrls {
    /** Beyond so many, a proxy's headers are no help but work. */
    private static final int MOST_FORWARDED = 12;

    private static final int LONGEST_HOST = 255;
    private static final int LONGEST_PREFIX = 200;
    // No user info: an @ does not fit.
    private static final Pattern HOST = Pattern.compile("(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\])(?::\\d{1,5})?");
    private static final Pattern PORT = Pattern.compile("\\d{1,5}");
    private static final Pattern PREFIX = Pattern.compile("(?:/[A-Za-z0-9._~%-]+)+");

    private final IngressConfiguration configuration;
    private final TrustedProxies proxies;
    private final boolean quarkusRewrites;

    PublicUrls(
            IngressConfiguration configuration,
            TrustedProxies proxies,
            @ConfigProperty(name = "quarkus.http.proxy.proxy-address-forwarding", defaultValue = "false")
                    boolean quarkusRewrites) {
        this.configuration = configuration;
        this.proxies = proxies;
        this.quarkusRewrites = quarkusRewrites;
    }

    void check(@Observes StartupEvent event) {
        if (quarkusRewrites) {
            throw new IllegalStateException("quarkus.http.proxy.proxy-address-forwarding=true would rewrite what"
                    + " signatures are checked against; set offhook.ingress.trusted-proxies instead, e.g. 10.0.0.0/8");
        }
        configured().forEach(PublicUrls::check);
    }

    /**
     * The URLs that a provider may have called: the configured ones, then those that trusted proxies tell of.
     *
     * @param target the raw path and query, as sent
     * @param source the address that the connection comes from
     * @return at least one; with {@code http} and {@code https} schemes
     */
    public List<String> candidates(String target, MultiMap headers, @Nullable String source) {
        var urls = new LinkedHashSet<String>();
        configured().forEach(base -> urls.add(withoutSlash(base.toString()) + target));
        if (proxies.trusts(source)) {
            forwarded(headers).forEach(base -> urls.add(base + target));
        }
        return List.copyOf(urls);
    }

    /** {@link #candidates} of a WebSocket handshake: the URL that TwiML names has the scheme {@code wss}. */
    public List<String> sockets(String target, MultiMap headers, @Nullable String source) {
        return candidates(target, headers, source).stream()
                .flatMap(url -> Stream.of(url.replaceFirst("^http", "ws"), url))
                .toList();
    }

    /** URLs fit for an event or a log: without query, fragment and user info. */
    public static List<String> shown(Collection<String> urls) {
        return urls.stream()
                .map(url -> url.replaceFirst("[?#].*$", "").replaceFirst("//[^/@]*@", "//"))
                .distinct()
                .toList();
    }

    private List<URI> configured() {
        var all = new ArrayList<URI>();
        all.add(configuration.publicUrl());
        all.addAll(configuration.otherPublicUrls().orElse(List.of()));
        return all;
    }

    private List<String> forwarded(MultiMap headers) {
        var outermost = outermost(headers);
        var hosts = new LinkedHashSet<String>();
        outermost.flatMap(element -> element.parameter("host")).ifPresent(hosts::add);
        hosts.addAll(ends(headers, "X-Forwarded-Host"));
        hosts.addAll(headers.getAll("Host"));
        var schemes = new LinkedHashSet<String>();
        outermost.flatMap(element -> element.parameter("proto")).ifPresent(schemes::add);
        schemes.addAll(ends(headers, "X-Forwarded-Proto"));
        schemes.removeIf(scheme -> !"http".equals(scheme) && !"https".equals(scheme));
        var bases = new LinkedHashSet<String>();
        for (String scheme : schemes.isEmpty() ? List.of("https", "http") : schemes) {
            for (String host : hosts) {
                for (String withPort : withPorts(host, headers)) {
                    for (String prefix : prefixes(headers)) {
                        bases.add(scheme + "://" + withPort + prefix);
                    }
                }
            }
        }
        return bases.stream().limit(MOST_FORWARDED).toList();
    }

    // That of the proxy which the client itself called: every proxy behind it is trusted.
    private Optional<ForwardedElement> outermost(MultiMap headers) {
        ForwardedElement outermost = null;
        for (var element : ForwardedElement.all(headers).reversed()) {
            outermost = element;
            if (element.parameter("for").filter(this::trustedHop).isEmpty()) {
                break;
            }
        }
        return Optional.ofNullable(outermost);
    }

    private boolean trustedHop(String hop) {
        return TrustedProxies.address(hop)
                .filter(address -> proxies.trusts(address.getHostAddress()))
                .isPresent();
    }

    private static List<String> withPorts(String host, MultiMap headers) {
        if (host.length() > LONGEST_HOST || !HOST.matcher(host).matches()) {
            return List.of();
        }
        var hosts = new ArrayList<String>();
        hosts.add(host);
        if (!host.matches(".*:\\d+")) {
            ends(headers, "X-Forwarded-Port").stream()
                    .filter(port -> PORT.matcher(port).matches())
                    .forEach(port -> hosts.add(host + ":" + port));
        }
        return hosts;
    }

    private static Set<String> prefixes(MultiMap headers) {
        var prefixes = new LinkedHashSet<String>();
        ends(headers, "X-Forwarded-Prefix").stream()
                .map(PublicUrls::withoutSlash)
                .filter(prefix -> prefix.length() <= LONGEST_PREFIX
                        && PREFIX.matcher(prefix).matches())
                .forEach(prefixes::add);
        prefixes.add("");
        return prefixes;
    }

    // A proxy in a chain writes over the header, or adds to its end: the client's own address is at either end.
    private static Set<String> ends(MultiMap headers, String name) {
        var values = headers.getAll(name).stream()
                .flatMap(line -> ForwardedElement.split(line, ',').stream())
                .filter(value -> !value.isEmpty())
                .toList();
        return values.isEmpty() ? Set.of() : new LinkedHashSet<>(List.of(values.getLast(), values.getFirst()));
    }

    private static String withoutSlash(String base) {
        return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }

    private static void check(URI base) {
        if (base.getHost() == null
                || base.getRawQuery() != null
                || base.getRawFragment() != null
                || !("http".equals(base.getScheme()) || "https".equals(base.getScheme()))) {
            throw new IllegalStateException(
                    "offhook.ingress: '" + shown(List.of(base.toString())).getFirst()
                            + "' is no public URL; write for example https://bot.example.org, without query and fragment");
        }
    }
}
