/** Twilio's REST API, as far as messages need it. */
package dev.offhook.notification.twilio;
