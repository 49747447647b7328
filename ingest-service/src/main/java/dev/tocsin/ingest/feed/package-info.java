/** Which feeds we follow, when each is due, and how each is doing. */
@NullMarked
package dev.tocsin.ingest.feed;

import org.jspecify.annotations.NullMarked;
