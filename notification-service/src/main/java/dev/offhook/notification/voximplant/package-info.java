/** Voximplant's Management API, as far as messages need it. */
package dev.offhook.notification.voximplant;
