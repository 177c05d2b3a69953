package dev.offhook.tenant.configuration;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.offhook.kit.secrets.SecretBox;
import dev.offhook.kit.secrets.SecretUnreadableException;

/**
 * Tells whether a tenant's block is one that was taken before: SHA-256 over what it says, so that a
 * comment or another order of fields changes nothing. The hash of a block with secrets is itself encrypted, since a
 * weak secret could be guessed from it.
 */
@ApplicationScoped
public class BlockFingerprint {
    private static final String IN_CLEAR = "sha256:";
    private static final JsonMapper CANONICAL = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    private final SecretBox box;

    @Inject
    BlockFingerprint(SecretBox box) {
        this.box = box;
    }

    /** The fingerprint to store; of a block with secrets it is another one each time. */
    public String of(TenantBlock block) {
        String hash = IN_CLEAR + hash(block);
        return block.secrets().isEmpty() ? hash : box.encrypt(block.slug(), hash);
    }

    /**
     * True when {@code stored} is a fingerprint of {@code block}; false also when it was sealed with a key that is gone:
     * then the secrets must be encrypted anew.
     */
    public boolean matches(String stored, TenantBlock block) {
        if (stored == null) {
            return false;
        }
        try {
            String known = stored.startsWith(IN_CLEAR) ? stored : box.decrypt(block.slug(), stored);
            return known.equals(IN_CLEAR + hash(block));
        } catch (SecretUnreadableException e) {
            return false;
        }
    }

    private static String hash(TenantBlock block) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(CANONICAL.writeValueAsBytes(block)));
        } catch (NoSuchAlgorithmException | JacksonException e) {
            throw new IllegalStateException("no fingerprint of tenant " + block.slug(), e);
        }
    }
}
