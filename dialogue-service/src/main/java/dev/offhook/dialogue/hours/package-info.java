/** When a business is open. Knows no framework. */
package dev.offhook.dialogue.hours;
