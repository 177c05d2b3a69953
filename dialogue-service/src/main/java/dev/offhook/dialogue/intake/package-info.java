/** Reading events from Kafka: in order per conversation, side by side otherwise, without ever stopping. */
package dev.offhook.dialogue.intake;
