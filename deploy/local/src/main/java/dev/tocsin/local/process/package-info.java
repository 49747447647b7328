/** Java processes of our own: on a leash, with their output in files, told of as they start. */
@NullMarked
package dev.tocsin.local.process;

import org.jspecify.annotations.NullMarked;
