/**
 * Voximplant: the webhook and the socket of a VoxEngine scenario, signed by ourselves since Voximplant signs nothing, and
 * the callbacks of an account.
 */
package dev.offhook.webhook.voximplant;
