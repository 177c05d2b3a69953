package dev.offhook.dialogue.llm;

import java.net.URI;

import org.jspecify.annotations.Nullable;

/**
 * Which model answers, and how.
 *
 * @param baseUrl of the OpenAI-compatible API, {@code http} or {@code https}, e.g. {@code https://api.openai.com/v1}
 * @param apiKey null for a server that wants none
 * @param model the model's name
 * @param temperature 0 to 2
 * @param maxTokens the longest answer in tokens, 1 or more
 */
public record LlmSettings(URI baseUrl, @Nullable String apiKey, String model, double temperature, int maxTokens) {
    public LlmSettings {
        if (baseUrl.getHost() == null
                || !("http".equals(baseUrl.getScheme()) || "https".equals(baseUrl.getScheme()))
                || baseUrl.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "the LLM's base URL must look like https://api.openai.com/v1, without user and password");
        }
        if (apiKey != null && !apiKey.matches("[\\x21-\\x7e]+")) {
            throw new IllegalArgumentException("the LLM's API key must be one word of ASCII characters, or none");
        }
        if (model.isBlank()) {
            throw new IllegalArgumentException("the LLM's model must have a name, e.g. gpt-4o-mini");
        }
        if (!(temperature >= 0 && temperature <= 2)) {
            throw new IllegalArgumentException("the LLM's temperature must be between 0 and 2: " + temperature);
        }
        if (maxTokens < 1) {
            throw new IllegalArgumentException("the LLM's answers need at least one token: " + maxTokens);
        }
    }

    /** Everything but the key. */
    @Override
    public String toString() {
        return "LlmSettings[baseUrl=" + baseUrl + ", model=" + model + ", temperature=" + temperature + ", maxTokens="
                + maxTokens + "]";
    }
}
