/** Texts with gaps: the tenants' and the platform's, and how they are filled. */
package dev.offhook.notification.templates;
