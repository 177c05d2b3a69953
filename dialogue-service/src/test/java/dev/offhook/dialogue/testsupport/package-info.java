/** Fixtures that the tests share. */
package dev.offhook.dialogue.testsupport;
