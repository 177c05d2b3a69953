/** The console in a real browser, on the whole stack. */
package dev.offhook.local.console;
