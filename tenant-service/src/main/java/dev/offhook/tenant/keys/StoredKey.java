package dev.offhook.tenant.keys;

import java.time.Instant;

/**
 * A data key of the ring, or one that was.
 *
 * @param id its name in the ciphertexts
 * @param wrapped as on the topic; null once it is retired
 * @param state {@code next}, {@code primary}, {@code old} or {@code retired}
 * @param retiredAt null until it is
 */
record StoredKey(String id, String wrapped, String state, Instant createdAt, Instant retiredAt) {}
