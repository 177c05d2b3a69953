/** The user in the caller's place: types, and the bot answers. */
package dev.offhook.local.call;
