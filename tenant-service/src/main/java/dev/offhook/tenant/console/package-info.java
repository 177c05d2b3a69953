/** The web console: its frame, its session, and the pages that stand in packages of their own below. */
package dev.offhook.tenant.console;
