/** The tab Calls: history, one conversation as a timeline, its recordings, what goes on now. */
package dev.offhook.tenant.console.calls;
