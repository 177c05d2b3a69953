package dev.offhook.webhook.twilio.relay;

import java.util.List;
import java.util.Optional;

import dev.offhook.events.TenantConfiguration.MenuKey;

/** Collects the keys of a caller, as the tenant's menu wants them. */
final class KeyPad {
    private static final int MOST = 64;

    private final StringBuilder pressed = new StringBuilder();

    /**
     * Takes a key.
     *
     * @param digit 0-9, *, #; anything else is ignored
     * @return the keys, when they are complete: as many as the menu's longest, or ended by #, where # is no key of the
     *     menu; empty while more may follow
     */
    Optional<String> press(String digit, List<MenuKey> menu) {
        if (digit.length() != 1 || "0123456789*#".indexOf(digit.charAt(0)) < 0) {
            return Optional.empty();
        }
        boolean hashIsAKey = menu.stream().anyMatch(key -> key.key().contains("#"));
        if ("#".equals(digit) && !hashIsAKey) {
            return taken();
        }
        pressed.append(digit);
        int most = menu.stream().mapToInt(key -> key.key().length()).max().orElse(MOST);
        return pressed.length() >= most ? taken() : Optional.empty();
    }

    /** What was pressed so far, which is then forgotten; empty when nothing was. */
    Optional<String> taken() {
        String keys = pressed.toString();
        pressed.setLength(0);
        return keys.isEmpty() ? Optional.empty() : Optional.of(keys);
    }

    /** True while keys wait for more. */
    boolean waits() {
        return !pressed.isEmpty();
    }
}
