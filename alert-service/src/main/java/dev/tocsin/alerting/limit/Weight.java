package dev.tocsin.alerting.limit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On a resource's method: it costs as much as so many plain requests, and is counted so. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Weight {
    /** The greatest weight: a burst has to have room for it. */
    int MOST = 10;

    /** From 1 to {@link #MOST}. */
    int value();
}
