/** A real Kafka and a real PostgreSQL for tests, from containers or embedded: one switch. */
@NullMarked
package dev.tocsin.local.backing;

import org.jspecify.annotations.NullMarked;
