/** Makes a person's words, numbers and recordings go: on request, and when they are old. */
package dev.offhook.dialogue.erasure;
