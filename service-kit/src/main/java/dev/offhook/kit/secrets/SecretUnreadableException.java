package dev.offhook.kit.secrets;

/** A ciphertext that this service cannot open. The message names tenant and key id, never the text. */
public final class SecretUnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message which tenant, which key */
    public SecretUnreadableException(String message) {
        super(message);
    }
}
