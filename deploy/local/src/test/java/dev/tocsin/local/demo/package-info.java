/** How the demo feeds and the receiver behave. */
@NullMarked
package dev.tocsin.local.demo;

import org.jspecify.annotations.NullMarked;
