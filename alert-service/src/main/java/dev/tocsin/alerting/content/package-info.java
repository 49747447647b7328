/**
 * What a message looks like to its receiver: the envelope, a CloudEvent, or a message that a chat service shows; and what
 * each of them means by its answer.
 */
@NullMarked
package dev.tocsin.alerting.content;

import org.jspecify.annotations.NullMarked;
