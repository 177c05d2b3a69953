/** What this service says about itself. */
package dev.offhook.dialogue.about;
