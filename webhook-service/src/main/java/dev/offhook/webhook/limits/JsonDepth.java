package dev.offhook.webhook.limits;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;

/** Bounds how deep the JSON nests that is posted here. */
@Singleton
class JsonDepth implements ObjectMapperCustomizer {
    private final LimitsConfiguration configuration;

    JsonDepth(LimitsConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(configuration.jsonDepth())
                        .build());
    }
}
