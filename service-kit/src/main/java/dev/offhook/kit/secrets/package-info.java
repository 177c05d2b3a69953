/** Secrets at rest and on the way, and the ring of keys that seals them. */
package dev.offhook.kit.secrets;
