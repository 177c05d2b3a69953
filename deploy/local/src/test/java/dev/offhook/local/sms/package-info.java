/** Text messages through the whole system: from a request on Kafka to the provider's ledger and back. */
package dev.offhook.local.sms;
