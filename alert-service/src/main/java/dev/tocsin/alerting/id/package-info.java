/** Typed, prefixed identifiers. */
@NullMarked
package dev.tocsin.alerting.id;

import org.jspecify.annotations.NullMarked;
