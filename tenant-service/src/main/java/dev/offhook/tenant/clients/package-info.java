/** The other services and the providers, as the console asks them: with the reader's own token, or the tenant's key. */
package dev.offhook.tenant.clients;
