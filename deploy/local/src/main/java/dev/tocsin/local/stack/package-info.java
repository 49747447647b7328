/** The whole pipeline as processes of this machine: backing, topics and the three services. */
@NullMarked
package dev.tocsin.local.stack;

import org.jspecify.annotations.NullMarked;
