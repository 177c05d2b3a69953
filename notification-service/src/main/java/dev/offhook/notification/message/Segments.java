package dev.offhook.notification.message;

/**
 * How a text goes over the air (3GPP TS 23.038 and 23.040).
 *
 * @param encoding of the whole message
 * @param units septets of GSM-7, 16-bit units of UCS-2
 * @param parts how many messages it is billed as, 1 or more
 */
public record Segments(Encoding encoding, int units, int parts) {
    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
            + "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    /** Characters behind an escape: two septets each. */
    private static final String EXTENSION = "\f^{}\\[~]|€";

    /** The two alphabets of a message. */
    public enum Encoding {
        GSM_7("GSM-7", 160, 153),
        UCS_2("UCS-2", 70, 67);

        private final String name;
        private final int alone;
        private final int inParts;

        Encoding(String name, int alone, int inParts) {
            this.name = name;
            this.alone = alone;
            this.inParts = inParts;
        }

        /** The usual name, e.g. {@code GSM-7}. */
        public String id() {
            return name;
        }
    }

    /** Counts a text as it would be sent. An escape and what follows it, and a surrogate pair, are never split. */
    public static Segments of(String text) {
        var encoding =
                text.codePoints().allMatch(character -> septets(character) > 0) ? Encoding.GSM_7 : Encoding.UCS_2;
        int units =
                text.codePoints().map(character -> units(encoding, character)).sum();
        return new Segments(encoding, units, units <= encoding.alone ? 1 : parts(encoding, text));
    }

    private static int parts(Encoding encoding, String text) {
        int parts = 1;
        int filled = 0;
        for (int character : text.codePoints().toArray()) {
            int units = units(encoding, character);
            if (filled + units > encoding.inParts) {
                parts++;
                filled = 0;
            }
            filled += units;
        }
        return parts;
    }

    private static int units(Encoding encoding, int character) {
        return switch (encoding) {
            case GSM_7 -> septets(character);
            case UCS_2 -> Character.charCount(character);
        };
    }

    private static int septets(int character) {
        if (BASIC.indexOf(character) >= 0) {
            return 1;
        }
        return EXTENSION.indexOf(character) >= 0 ? 2 : 0;
    }
}
