/** What the console sees and does: opt-outs, dead letters, the queue, pause and resume. */
package dev.offhook.notification.operations;
