/** Keyword rules: which answer of a tenant fits what was said. Knows no framework. */
package dev.offhook.dialogue.rules;
