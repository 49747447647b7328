/** Programs of other languages that tests ask for a second opinion, where the machine has them. */
@NullMarked
package dev.tocsin.local.tool;

import org.jspecify.annotations.NullMarked;
