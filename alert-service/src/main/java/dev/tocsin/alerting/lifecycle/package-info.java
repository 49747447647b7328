/** What becomes of alerts as reports come, are corrected and withdrawn: raised, changed, merged, retracted, revived. */
@NullMarked
package dev.tocsin.alerting.lifecycle;

import org.jspecify.annotations.NullMarked;
