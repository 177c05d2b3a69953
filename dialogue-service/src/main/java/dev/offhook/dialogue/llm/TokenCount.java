package dev.offhook.dialogue.llm;

/**
 * What a call costs.
 *
 * @param in tokens of the request
 * @param out tokens of the answer
 * @param estimated true when the provider did not tell and {@link Tokens} counted, on the safe side
 */
public record TokenCount(int in, int out, boolean estimated) {
    /** Nothing was sent, or the provider refused it. */
    public static final TokenCount NONE = new TokenCount(0, 0, false);

    /** Both together. */
    public TokenCount plus(TokenCount other) {
        return new TokenCount(in + other.in, out + other.out, estimated || other.estimated);
    }
}
