/** What is told about requests that were refused: a sample of them, on a topic of their own. */
package dev.offhook.webhook.refusals;
