/** The whole system from outside: the house rules, the walk of the data, and what it survives. */
@NullMarked
package dev.tocsin.system;

import org.jspecify.annotations.NullMarked;
