package dev.tocsin.alerting.delivery;

import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.delivery.Claim.Fate;
import dev.tocsin.alerting.delivery.ClaimRepository.From;
import dev.tocsin.alerting.delivery.Delivery.Pending;
import dev.tocsin.alerting.id.Ids;
import dev.tocsin.alerting.webhook.Attempt;
import dev.tocsin.alerting.webhook.AttemptOutcome;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Works the queue off by hand, in the dispatcher's place, with all the time in the world. */
@Singleton
public class Queue {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final RetrySchedule SCHEDULE = new RetrySchedule(
            List.of(Duration.ZERO, Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofHours(10)));

    private final Alerts alerts;
    private final ClaimRepository claims;
    private final SettlementRepository settlements;
    private final UpkeepRepository upkeep;
    private final Ids ids = new Ids();

    Queue(Alerts alerts, ClaimRepository claims, SettlementRepository settlements, UpkeepRepository upkeep) {
        this.alerts = alerts;
        this.claims = claims;
        this.settlements = settlements;
        this.upkeep = upkeep;
    }

    void empty() {
        alerts.sql("truncate alerts.queue, alerts.delivery, alerts.attempt, alerts.told, alerts.release,"
                + " alerts.failing_endpoint");
        alerts.sql("delete from alerts.subscription");
    }

    /** One that wants everything of the default types. */
    String subscription() {
        String id = ids.next("sub");
        alerts.sql("""
                insert into alerts.subscription values (?, ?, 'n', 'http://127.0.0.1:9999/', decode(repeat('00', 32), 'hex'),
                    '{}', '{}', '{}', '{}', '{}', '{}', 0, true, null, 1, now(), now(), null)
                """, id, Caller.OPERATOR_ACCOUNT);
        return id;
    }

    List<Claim> claim(int perHost, int perSubscription, int limit) {
        return claims.claim(From.START, perHost, perSubscription, limit, Duration.ofMinutes(1))
                .await()
                .atMost(PATIENCE);
    }

    /** Claims all that is ready and has it answered with a status. */
    List<Claim> answer(int status) {
        return answer(AttemptOutcome.ofStatus(status, Duration.ZERO));
    }

    List<Claim> answer(AttemptOutcome outcome) {
        List<Claim> claimed = claim(10_000, 10_000, 1_000);
        claimed.forEach(claim -> answer(claim, outcome));
        return claimed;
    }

    void answer(Claim claim, AttemptOutcome outcome) {
        if (claim.fate() != Fate.OPEN) {
            await(settlements.settle(List.of(Settlement.untried(claim))));
            return;
        }
        Delivery next = new Pending(claim.tries(), Duration.ZERO).after(outcome, SCHEDULE, new Random(1));
        await(settlements.settle(
                List.of(new Settlement(claim, new Attempt(Instant.now(), Duration.ZERO, outcome, ""), next))));
    }

    /** Ends one that could not be made. */
    void refuse(Claim claim) {
        Attempt none = new Attempt(Instant.now(), Duration.ZERO, new AttemptOutcome.Refused("no such version"), "");
        await(settlements.settle(List.of(new Settlement(claim, none, new Delivery.Failed(), false))));
    }

    /** Lets time go by: all that is stored of the queue becomes older. */
    void pass(Duration time) {
        String by = " - interval '" + time.toMillis() + " milliseconds'";
        alerts.sql("update alerts.queue set due_at = due_at" + by + ", replayed_at = replayed_at" + by);
        alerts.sql("update alerts.delivery set created_at = created_at" + by + ", finished_at = finished_at" + by);
        alerts.sql("update alerts.failing_endpoint set since = since" + by + ", stage_at = stage_at" + by
                + ", next_at = next_at" + by);
        alerts.sql("update alerts.release set paced_at = paced_at" + by + ", asked_at = asked_at" + by);
        await(claims.ripen(1_000, Duration.ofMinutes(1)));
    }

    int release() {
        return await(upkeep.release());
    }

    void sweep() {
        await(upkeep.sweep());
    }

    int endHeld() {
        return await(upkeep.endHeld(1_000));
    }

    int prune() {
        return await(upkeep.prune(1_000));
    }

    List<String> states(String subscription) {
        return alerts.query(
                "select state from alerts.delivery where subscription_id = ? order by created_at, id", subscription);
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
