/** Three conversations through the public HTTP interface, with the Kafka events beside them, and a check of it all. */
package dev.offhook.local.demo;
