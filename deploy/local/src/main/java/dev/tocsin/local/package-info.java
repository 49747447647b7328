/** The whole pipeline on one machine, without Docker. */
@NullMarked
package dev.tocsin.local;

import org.jspecify.annotations.NullMarked;
