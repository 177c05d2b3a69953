package dev.offhook.dialogue.knowledge;

import java.time.Instant;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A document as it is listed.
 *
 * @param name unique within the tenant
 * @param mediaType {@code text/plain} or {@code text/markdown}
 * @param characters how long it is
 * @param passages into how many it was split
 * @param fromVersion the first version of the tenant that it holds for
 * @param putAt when it was put
 */
@RegisterForReflection
public record Document(String name, String mediaType, int characters, int passages, long fromVersion, Instant putAt) {}
