/** Writing to and reading from Kafka, as every service does it. */
package dev.offhook.kit.kafka;
