/** A fake of an OpenAI-compatible LLM server, for tests and for the local stack. */
package dev.offhook.servers.llm;
