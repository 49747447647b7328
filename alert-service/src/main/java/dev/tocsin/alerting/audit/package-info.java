/** Who changed what, when and from where: written with every change, kept for its time. */
@NullMarked
package dev.tocsin.alerting.audit;

import org.jspecify.annotations.NullMarked;
