/** Asks another version of a tenant's configuration what callers asked before. */
package dev.offhook.dialogue.replay;
