/** Odd input by the hundred thousand: seeded, so that whatever is found is found again. */
package dev.offhook.webhook.fuzz;
