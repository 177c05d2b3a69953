/** The tab Try it: a simulated call, in the page. */
package dev.offhook.tenant.console.tryit;
