/** How the pages about calls and messages word what they show: texts, times, numbers. */
package dev.offhook.tenant.console.words;
