package dev.offhook.local.simulator;

import java.util.Arrays;

/** How many parts the network carries a text message in: GSM-7 where every character is in its alphabet, else UCS-2. */
public final class SmsSegments {
    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String EXTENSION = "^{}\\[~]|€\f";

    private SmsSegments() {}

    /** The number of parts, 1 or more. What belongs together (an escape, a surrogate pair) is in one part. */
    public static int of(String text) {
        boolean gsm = text.chars().allMatch(c -> BASIC.indexOf(c) >= 0 || EXTENSION.indexOf(c) >= 0);
        int[] units = text.codePoints()
                .map(c -> gsm ? (EXTENSION.indexOf(c) >= 0 ? 2 : 1) : Character.charCount(c))
                .toArray();
        return Arrays.stream(units).sum() <= (gsm ? 160 : 70) ? 1 : parts(units, gsm ? 153 : 67);
    }

    private static int parts(int[] units, int size) {
        int parts = 1;
        int used = 0;
        for (int unit : units) {
            if (used + unit > size) {
                parts++;
                used = 0;
            }
            used += unit;
        }
        return parts;
    }
}
