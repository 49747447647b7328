package dev.tocsin.alerting.alert;

/** An alert that was raised in the current transaction, to be fanned out to subscriptions: the version to deliver. */
public record AlertRaised(String alertId, int version) {}
