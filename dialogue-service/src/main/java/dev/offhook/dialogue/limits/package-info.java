/** What callers and conversations may cost: block lists, call and message limits, the month's budget. */
package dev.offhook.dialogue.limits;
