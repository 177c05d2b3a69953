/** When marketing waits: quiet hours in the recipient's zone. */
package dev.offhook.notification.quiet;
