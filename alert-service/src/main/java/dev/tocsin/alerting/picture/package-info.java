/** Pictures of numbers as SVG, each with words and a table for those who do not see it. */
@NullMarked
package dev.tocsin.alerting.picture;

import org.jspecify.annotations.NullMarked;
