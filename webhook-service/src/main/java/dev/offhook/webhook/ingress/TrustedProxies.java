package dev.offhook.webhook.ingress;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/**
 * The proxies whose word counts: which address the client called, and from where. Everybody else may write what they
 * like into {@code Forwarded} and {@code X-Forwarded-*}.
 */
@ApplicationScoped
public class TrustedProxies {
    private static final int IPV4_BITS = 32;
    private static final int IPV6_BITS = 128;
    private static final int IPV4_BYTES = 4;
    private static final Pattern BRACKETED = Pattern.compile("\\[([^\\]]*)\\](?::\\d{1,5})?");
    private static final Pattern WITH_PORT = Pattern.compile("([^:]*):\\d{1,5}");

    private final List<IpSubnetFilterRule> rules;

    @Inject
    TrustedProxies(IngressConfiguration configuration) {
        this(configuration.trustedProxies().orElse(List.of()));
    }

    /**
     * @param addresses IP addresses and CIDR blocks, e.g. {@code 10.0.0.0/8}, {@code fd00::/8}, {@code 192.0.2.7}
     * @throws IllegalArgumentException when one is neither
     */
    TrustedProxies(List<String> addresses) {
        rules = addresses.stream().map(TrustedProxies::rule).toList();
    }

    /** True when this IP address is that of a trusted proxy. */
    public boolean trusts(@Nullable String address) {
        return address(address)
                .filter(found -> rules.stream().anyMatch(rule -> rule.matches(new InetSocketAddress(found, 0))))
                .isPresent();
    }

    /**
     * The client's address: the connection's source, or the right-most hop of {@code X-Forwarded-For} (of {@code
     * Forwarded} where there is none) that is no trusted proxy.
     *
     * @param source the connection's source address
     * @return empty when a trusted proxy does not tell, or there is no source
     */
    public Optional<InetAddress> client(@Nullable String source, MultiMap headers) {
        if (!trusts(source)) {
            return address(source);
        }
        var hops = headers.getAll("X-Forwarded-For").stream()
                .flatMap(line -> ForwardedElement.split(line, ',').stream())
                .toList();
        if (hops.isEmpty()) {
            hops = ForwardedElement.all(headers).stream()
                    .map(element -> element.parameter("for").orElse(""))
                    .toList();
        }
        Optional<InetAddress> client = Optional.empty();
        for (String hop : hops.reversed()) {
            // Left of a hop that is no address, or not trusted, stands what anybody may have written.
            client = address(hop);
            if (client.isEmpty() || !trusts(client.get().getHostAddress())) {
                return client;
            }
        }
        return client;
    }

    /** An IP address as it stands in a header or a setting: with or without a port, brackets, a zone. Never looks up. */
    static Optional<InetAddress> address(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        String bare = text.strip();
        var bracketed = BRACKETED.matcher(bare);
        if (bracketed.matches()) {
            bare = bracketed.group(1);
        } else {
            var withPort = WITH_PORT.matcher(bare);
            if (withPort.matches()) {
                bare = withPort.group(1);
            }
        }
        int zone = bare.indexOf('%');
        return Optional.ofNullable(
                NetUtil.createInetAddressFromIpAddressString(zone < 0 ? bare : bare.substring(0, zone)));
    }

    private static IpSubnetFilterRule rule(String cidr) {
        int slash = cidr.indexOf('/');
        var address = address(slash < 0 ? cidr : cidr.substring(0, slash)).orElseThrow(() -> wrong(cidr));
        int bits = address.getAddress().length == IPV4_BYTES ? IPV4_BITS : IPV6_BITS;
        try {
            int prefix = slash < 0
                    ? bits
                    : Integer.parseInt(cidr.substring(slash + 1).strip());
            return new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT);
        } catch (IllegalArgumentException e) {
            throw wrong(cidr);
        }
    }

    private static IllegalArgumentException wrong(String cidr) {
        return new IllegalArgumentException("offhook.ingress.trusted-proxies: '" + cidr
                + "' is no IP address and no CIDR block; write for example 10.0.0.0/8");
    }
}
