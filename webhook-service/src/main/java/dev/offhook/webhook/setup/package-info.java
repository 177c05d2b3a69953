/** What an operator pastes at a provider: scenarios, static documents and addresses, made for one tenant. */
package dev.offhook.webhook.setup;
