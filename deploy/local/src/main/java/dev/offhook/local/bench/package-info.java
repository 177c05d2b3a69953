/** Load with fixed send times against the running stack, and what it does to latency and memory. */
package dev.offhook.local.bench;
