/** Who may use the API of a local stack, and how one gets a token. */
package dev.offhook.local.token;
