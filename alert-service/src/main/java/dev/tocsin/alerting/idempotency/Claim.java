package dev.tocsin.alerting.idempotency;

import java.time.Duration;
import java.util.UUID;

/** What became of a request's wish to be the one that is done under its key. */
public sealed interface Claim {

    /** It is: until its lease ends nobody else does it. */
    record Granted(IdempotentRequest request, UUID id) implements Claim {}

    /** It was done already, and this was the answer. */
    record Done(KeptAnswer answer) implements Claim {}

    /** The key stands for another request. */
    record Taken() implements Claim {}

    /** The same request is being done at this moment, for so long at most. */
    record UnderWay(Duration lease) implements Claim {}
}
