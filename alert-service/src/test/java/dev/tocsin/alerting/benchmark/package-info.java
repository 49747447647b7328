/** Makes what the benchmark of the running service fills its database with and sends it. */
@NullMarked
package dev.tocsin.alerting.benchmark;

import org.jspecify.annotations.NullMarked;
