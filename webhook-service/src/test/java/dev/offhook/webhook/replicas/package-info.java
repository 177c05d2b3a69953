/** The packaged service as processes of their own: several at once, and with many calls. */
package dev.offhook.webhook.replicas;
