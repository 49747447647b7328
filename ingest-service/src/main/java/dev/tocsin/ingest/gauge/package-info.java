/** What operators see at a glance: is what we have fresh, and does it get on? */
@NullMarked
package dev.tocsin.ingest.gauge;

import org.jspecify.annotations.NullMarked;
