/** The stack on one machine: where things are, what runs, starting, watching and stopping it. */
package dev.offhook.local.stack;
