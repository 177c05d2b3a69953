package dev.offhook.tenant.clients;

import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Something that has just happened, see docs/conversations-api.md.
 *
 * @param type what, e.g. {@code CallerSpoke}; new ones come
 * @param data see the contract of the event
 */
@RegisterForReflection
public record LiveEvent(String id, String type, String conversation, Instant at, JsonNode data) {}
