package dev.offhook.webhook.twilio.relay;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.offhook.events.CallEvent;
import dev.offhook.events.Reply;
import dev.offhook.events.Reply.Say;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Assistant;
import dev.offhook.events.TenantConfiguration.CallHandling;
import dev.offhook.events.TenantConfiguration.Limits;
import dev.offhook.events.TenantConfiguration.MenuKey;
import dev.offhook.events.TenantConfiguration.Phrases;
import dev.offhook.events.TenantConfiguration.Plan;
import dev.offhook.webhook.ingress.StreamedTurns.Following;
import dev.offhook.webhook.ingress.StreamedTurns.Listener;

/** The dialogue's side, in the test's hands. */
final class FakeTurns implements RelayTurns {
    final List<CallEvent> events = new ArrayList<>();
    final List<String> ids = new ArrayList<>();
    final List<String> followed = new ArrayList<>();
    boolean admitted = true;
    int stopped;
    Latest latest;
    Handoff.Resume left;
    List<MenuKey> menu = List.of();

    private Listener listener;
    private int seq;

    void says(String... sentences) {
        for (String sentence : sentences) {
            listener.say(new Say(seq++, false, sentence, "ru-RU", null));
        }
    }

    void does(Reply.Action action) {
        listener.end(action, false);
    }

    void fills(String text) {
        listener.filler(text);
    }

    @Override
    public String conversation() {
        return "twilio:CA1";
    }

    @Override
    public TenantConfiguration tenant() {
        var phrases = new Phrases("Алло?", List.of("Секунду."), "Простите?", "Перезвоните.", "Нет.", "Нет.", "Есть.");
        return new TenantConfiguration(
                "stream",
                "Stream",
                1,
                Plan.PREMIUM,
                "ru-RU",
                ZoneId.of("Europe/Moscow"),
                List.of(),
                new Assistant("Здравствуйте!", List.of(), List.of("Да?"), phrases),
                new CallHandling(null, null, null, null, null, menu, List.of(), null),
                null,
                Limits.NONE,
                Map.of());
    }

    @Override
    public boolean admitted() {
        return admitted;
    }

    @Override
    public Following publish(String eventId, CallEvent.Turn event, String language, Listener listens) {
        ids.add(eventId);
        events.add(event);
        return begin(listens, 0);
    }

    @Override
    public Following follow(String eventId, int from, String language, Listener listens) {
        followed.add(eventId + " from " + from);
        return begin(listens, from);
    }

    @Override
    public void tell(String eventId, CallEvent event) {
        ids.add(eventId);
        events.add(event);
    }

    @Override
    public Optional<Latest> latest() {
        return Optional.ofNullable(latest);
    }

    @Override
    public Optional<Handoff.Resume> left() {
        return Optional.ofNullable(left);
    }

    private Following begin(Listener listens, int from) {
        listener = listens;
        seq = from;
        return () -> stopped++;
    }
}
