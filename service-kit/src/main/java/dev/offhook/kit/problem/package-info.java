/** Errors that say what to do next. */
package dev.offhook.kit.problem;
