/** What has rung and what came of it, over the last weeks, as pictures. */
@NullMarked
package dev.tocsin.alerting.trend;

import org.jspecify.annotations.NullMarked;
