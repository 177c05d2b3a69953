/** What a tenant's callers ask, and the answers: questions with answers, and plain documents. */
package dev.offhook.dialogue.knowledge;
