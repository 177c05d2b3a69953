/** Plays the providers' REST APIs on the local stack, in their wire format, and keeps what it was asked to send. */
package dev.offhook.local.simulator;
