/** What readers say of alerts that are wrong, late or told already. */
@NullMarked
package dev.tocsin.alerting.feedback;

import org.jspecify.annotations.NullMarked;
