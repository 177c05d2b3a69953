/** Work that is done at intervals, in batches. */
package dev.offhook.notification.rounds;
