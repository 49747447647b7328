package dev.tocsin.classify.entity;

/**
 * A date that a sentence names.
 *
 * @param start offset in the sentence
 * @param effective true for a deadline or a beginning ("by 20 June", 自9月1日起), false for when something happened
 */
public record DateMention(int start, int end, EventDate date, boolean effective) {}
