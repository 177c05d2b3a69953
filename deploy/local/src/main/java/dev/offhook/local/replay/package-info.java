/** Replays stored conversations against another version of a tenant's configuration. */
package dev.offhook.local.replay;
