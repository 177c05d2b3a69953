/** Real Kafka, PostgreSQL and Keycloak on this machine, for the local stack and for tests. */
package dev.offhook.servers;
