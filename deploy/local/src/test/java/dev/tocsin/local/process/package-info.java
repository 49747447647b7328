/** How child processes end. */
@NullMarked
package dev.tocsin.local.process;

import org.jspecify.annotations.NullMarked;
