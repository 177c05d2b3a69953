/** Real Kafka and PostgreSQL on this machine: embedded, or in containers, for the local stack and for tests. */
package dev.offhook.servers;
