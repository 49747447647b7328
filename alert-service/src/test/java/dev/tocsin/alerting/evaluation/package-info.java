/** Measures whether one event becomes one alert, on story groups and on real news: {@code alert-service/evaluate}. */
@NullMarked
package dev.tocsin.alerting.evaluation;

import org.jspecify.annotations.NullMarked;
