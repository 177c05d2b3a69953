package dev.offhook.dialogue.limits;

import java.util.List;
import java.util.Optional;

import dev.offhook.events.TenantConfiguration;
import dev.offhook.kit.phone.PhoneNumbers;

/** Numbers that a tenant does not want to hear from. */
public final class BlockList {
    private BlockList() {}

    /**
     * True when the tenant refuses this number.
     *
     * @param current the tenant's configuration of today: a block list is never pinned
     * @param number in any form that has its country code; null or a word like {@code anonymous} is never blocked
     */
    public static boolean blocks(TenantConfiguration current, String number) {
        List<String> blocked = current.limits().blocked();
        if (number == null || blocked.isEmpty()) {
            return false;
        }
        Optional<String> e164 = PhoneNumbers.e164(number);
        return blocked.contains(number) || e164.isPresent() && blocked.contains(e164.get());
    }
}
