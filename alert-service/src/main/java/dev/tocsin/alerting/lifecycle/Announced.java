package dev.tocsin.alerting.lifecycle;

/** A version of an alert that came about in the current transaction, to be fanned out to subscriptions. */
public record Announced(String alertId, int version) {}
