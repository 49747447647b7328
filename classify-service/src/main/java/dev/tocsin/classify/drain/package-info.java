/** How a process stops: nothing new is begun, and what has begun is waited for. */
@NullMarked
package dev.tocsin.classify.drain;

import org.jspecify.annotations.NullMarked;
