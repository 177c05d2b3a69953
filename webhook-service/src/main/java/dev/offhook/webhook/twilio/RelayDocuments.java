package dev.offhook.webhook.twilio;

import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.offhook.events.Reply.Listen;
import dev.offhook.events.Reply.Say;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.TenantConfiguration.Channel.Transport;
import dev.offhook.webhook.ingress.AwaitedTurn;
import dev.offhook.webhook.ingress.IngressConfiguration;
import dev.offhook.webhook.twilio.relay.RelayParameters;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/** {@code <Connect><ConversationRelay>}: how a call of a streaming channel is listened to. */
@ApplicationScoped
class RelayDocuments {
    static final String SOCKET = "/webhook/relay";
    static final String DONE = "/webhook/relay-done";

    private static final Duration REMEMBER_CALLS = Duration.ofHours(5);
    private static final int REMEMBER_AT_MOST = 100_000;

    private final IngressConfiguration ingress;
    // Calls whose sessions fail: they are listened to request by request. Another replica finds out for itself.
    private final Cache<String, Boolean> without = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBER_CALLS)
            .maximumSize(REMEMBER_AT_MOST)
            .build();

    RelayDocuments(IngressConfiguration ingress) {
        this.ingress = ingress;
    }

    /**
     * How a new session goes on with a call.
     *
     * @param language what the caller speaks, BCP 47; null for the tenant's
     * @param failures how many sessions of this call have failed in a row
     * @param parameters what it is told, see {@link RelayParameters}
     */
    record Again(@Nullable String language, int failures, Map<String, String> parameters) {}

    /** Whether a call is listened to over a socket. */
    boolean streams(TenantConfiguration tenant, String conversation) {
        return tenant.channel(Channel.Kind.TWILIO_VOICE)
                        .filter(channel -> channel.transport() == Transport.STREAM)
                        .isPresent()
                && without.getIfPresent(conversation) == null;
    }

    /** From now on this call is listened to request by request. */
    void giveUp(String conversation) {
        without.put(conversation, true);
    }

    /** The verbs for an answer after which the caller is listened to. */
    List<Twiml> answer(String prefix, AwaitedTurn turn, Listen listen, List<Say> says) {
        var tenant = turn.tenant();
        String language = Objects.requireNonNullElse(listen.language(), tenant.locale());
        var again = new Again(language, 0, Map.of());
        var verbs = new ArrayList<Twiml>();
        // A greeting has the language of the session, and its voice.
        if (says.stream().allMatch(say -> say.voice() == null && language.equals(say.language()))) {
            String words = String.join(" ", says.stream().map(Say::text).toList());
            verbs.add(connect(prefix, tenant, words, again));
        } else {
            says.forEach(say -> verbs.add(new Twiml.Say(say.text(), say.voice(), say.language())));
            verbs.add(connect(prefix, tenant, "", again));
        }
        return verbs;
    }

    /** A document that connects a call again, without a greeting. */
    String again(String prefix, TenantConfiguration tenant, Again again) {
        return Twiml.document(List.of(connect(prefix, tenant, "", again)));
    }

    /** The address of a socket: {@code wss} for {@code https}, {@code ws} for {@code http}. */
    static String socket(String web) {
        return web.startsWith("http") ? "ws" + web.substring("http".length()) : web;
    }

    private Twiml.Connect connect(String prefix, TenantConfiguration tenant, String greeting, Again again) {
        String language = Objects.requireNonNullElse(again.language(), tenant.locale());
        var parameters = new LinkedHashMap<String, String>();
        parameters.put(RelayParameters.TENANT, tenant.slug());
        parameters.put(RelayParameters.LANGUAGE, language);
        parameters.putAll(again.parameters());
        String action = prefix + DONE + "?failures=" + again.failures()
                + (language.equals(tenant.locale()) ? "" : "&lang=" + URLEncoder.encode(language, UTF_8));
        // What no signature tells apart, the path does.
        String own = RelayHandshake.takesAnything(tenant) ? "/t/" + tenant.slug() : prefix;
        return new Twiml.Connect(
                ingress.publicUrl(action),
                new Twiml.ConversationRelay(
                        socket(ingress.publicUrl(own + SOCKET)),
                        greeting,
                        language,
                        voice(tenant, language).orElse(null),
                        others(tenant, language),
                        Hints.of(tenant),
                        parameters));
    }

    private static List<Twiml.Tongue> others(TenantConfiguration tenant, String language) {
        var codes = new ArrayList<>(channel(tenant).voices().keySet());
        if (!codes.contains(tenant.locale())) {
            codes.add(tenant.locale());
        }
        return codes.stream()
                .filter(code -> !code.equals(language))
                .sorted()
                .map(code -> new Twiml.Tongue(code, voice(tenant, code).orElse(null)))
                .toList();
    }

    // <Say> names a voice with its provider; a voice without a provider that we know is left to Twilio.
    private static Optional<Twiml.RelayVoice> voice(TenantConfiguration tenant, String language) {
        return Voices.of(tenant, language).flatMap(name -> {
            int dot = name.indexOf('.');
            String voice = name.substring(dot + 1);
            return switch (dot < 0 ? "" : name.substring(0, dot)) {
                case "Polly" -> Optional.of(new Twiml.RelayVoice("Amazon", voice));
                case "Google" -> Optional.of(new Twiml.RelayVoice("Google", voice));
                case "ElevenLabs" -> Optional.of(new Twiml.RelayVoice("ElevenLabs", voice));
                default -> Optional.empty();
            };
        });
    }

    private static Channel channel(TenantConfiguration tenant) {
        return tenant.channel(Channel.Kind.TWILIO_VOICE).orElseThrow();
    }
}
