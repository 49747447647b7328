/** How ports are checked. */
@NullMarked
package dev.tocsin.local.stack;

import org.jspecify.annotations.NullMarked;
