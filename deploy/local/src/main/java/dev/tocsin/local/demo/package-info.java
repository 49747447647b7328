/** The world around the pipeline, in small: two news feeds, and a subscriber that checks what rings. */
@NullMarked
package dev.tocsin.local.demo;

import org.jspecify.annotations.NullMarked;
