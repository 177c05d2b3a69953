/** Talks to a language model over any OpenAI-compatible API; knows neither Kafka nor the database. */
package dev.offhook.dialogue.llm;
