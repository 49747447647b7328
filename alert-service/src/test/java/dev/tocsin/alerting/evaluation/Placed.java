package dev.tocsin.alerting.evaluation;

/**
 * Where a report stands: with the event that it belongs to, and with the group that it was put in.
 *
 * @param chinese else English
 */
record Placed(String event, String group, boolean chinese) {

    boolean sameEvent(Placed other) {
        return event.equals(other.event);
    }

    boolean sameGroup(Placed other) {
        return group.equals(other.group);
    }
}
