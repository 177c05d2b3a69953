package dev.offhook.notification.message;

/** Typographic characters, and those of GSM-7 that say the same. */
public final class PlainCharacters {
    private PlainCharacters() {}

    /** The text with plain characters when it then needs fewer parts, else as it is. */
    public static String whereShorter(String text) {
        String plain = plain(text);
        return Segments.of(plain).parts() < Segments.of(text).parts() ? plain : text;
    }

    /** The text with every typographic character replaced. */
    public static String plain(String text) {
        var plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            plain.append(
                    switch (character) {
                        case '“', '”', '„', '‟', '«', '»', '″', '〝', '〞' -> "\"";
                        case '‘', '’', '‚', '‛', '‹', '›', '′', '`', '´', 'ʼ' -> "'";
                        case '‐', '‑', '‒', '–', '—', '―', '−' -> "-";
                        case '…' -> "...";
                        case '•', '·' -> "*";
                        case '\u00a0', '\u2002', '\u2003', '\u2007', '\u2009', '\u200a', '\u202f', '\t' -> " ";
                        // Zero width space, soft hyphen, byte order mark: nothing is to be seen of them.
                        case '\u200b', '\u00ad', '\ufeff' -> "";
                        default -> String.valueOf(character);
                    });
        }
        return plain.toString();
    }
}
