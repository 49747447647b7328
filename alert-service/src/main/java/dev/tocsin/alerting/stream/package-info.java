/** Alerts as they ring: versions of alerts to readers that stay connected (Server-Sent Events). */
@NullMarked
package dev.tocsin.alerting.stream;

import org.jspecify.annotations.NullMarked;
