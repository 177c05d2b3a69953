/** Who wants no messages: the ledger, and what feeds it. */
package dev.offhook.notification.consent;
