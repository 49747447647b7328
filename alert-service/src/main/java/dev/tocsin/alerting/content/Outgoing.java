package dev.tocsin.alerting.content;

/**
 * What one try sends, as far as it is the receiver's own: signatures of ours come on top.
 *
 * @param pathAndQuery as it goes on the request line
 * @param body the bytes to sign and to send; not to be changed
 */
public record Outgoing(String pathAndQuery, byte[] body) {}
