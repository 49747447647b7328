package dev.tocsin.alerting.operating;

/**
 * How far a consumer group is behind its topic.
 *
 * @param records that the topic holds
 * @param deadLetters that its dead letter topic holds
 */
public record TopicState(String topic, String group, long records, long lag, long deadLetters) {}
