/** A subscriber to copy from: one line per call, from the topics of what happened and of what is left of it. */
@NullMarked
package dev.offhook.examples.calllog;

import org.jspecify.annotations.NullMarked;
