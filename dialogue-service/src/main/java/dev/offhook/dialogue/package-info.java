/** The service: its settings and what it says about itself. */
package dev.offhook.dialogue;
