/** How a backing is chosen, and that both ways do the same. */
@NullMarked
package dev.tocsin.local.backing;

import org.jspecify.annotations.NullMarked;
