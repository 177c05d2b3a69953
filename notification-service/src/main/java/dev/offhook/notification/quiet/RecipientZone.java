package dev.offhook.notification.quiet;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;

/** Where a number's owner lives, as far as the number tells. */
public final class RecipientZone {
    private RecipientZone() {}

    /**
     * The zone of a number.
     *
     * @param number E.164
     * @param otherwise for a number of several zones (mobile numbers of Russia, toll-free numbers) or of none
     */
    public static ZoneId of(String number, ZoneId otherwise) {
        try {
            List<String> zones = PhoneNumberToTimeZonesMapper.getInstance()
                    .getTimeZonesForNumber(PhoneNumberUtil.getInstance().parse(number, null));
            return zones.size() != 1 || zones.contains(PhoneNumberToTimeZonesMapper.getUnknownTimeZone())
                    ? otherwise
                    : ZoneId.of(zones.getFirst());
        } catch (NumberParseException | DateTimeException e) {
            return otherwise;
        }
    }
}
