/** Who may ask: the shared policy, tried in a service. */
package dev.offhook.dialogue.access;
