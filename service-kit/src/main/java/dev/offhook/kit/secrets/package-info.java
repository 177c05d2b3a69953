/** Secrets at rest and on the way. */
package dev.offhook.kit.secrets;
