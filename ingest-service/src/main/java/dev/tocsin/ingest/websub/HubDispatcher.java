package dev.tocsin.ingest.websub;

import dev.tocsin.ingest.fetch.FetchOutcome;
import dev.tocsin.ingest.fetch.FormClient;
import dev.tocsin.ingest.fetch.WebUrl;
import dev.tocsin.ingest.parse.ParsedFeed;
import dev.tocsin.ingest.websub.HubSubscription.State;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Asks hubs for what is due (to push, to go on, to stop) and keeps count of who was first. Nothing here ever fails a
 * check or a push: without hubs there are still the polls.
 */
@ApplicationScoped
public class HubDispatcher {
    private static final Logger LOG = Logger.getLogger(HubDispatcher.class);
    private static final int AT_ONCE = 16;
    /** Hubs are few; who puts up many does not blow up our metrics. */
    private static final int HUBS_IN_METRICS = 100;
    /** No outlet writes so much; whose feed does is polled. */
    private static final int PUSHED_AN_HOUR = 500;

    private final HubRepository hubs;
    private final TrustRepository trust;
    private final FormClient client;
    private final PushLimit limit;
    private final WebSubConfig config;
    private final MeterRegistry metrics;
    private final FreshBudget budget;
    private final Set<String> measured = ConcurrentHashMap.newKeySet();

    public HubDispatcher(
            HubRepository hubs,
            TrustRepository trust,
            FormClient client,
            PushLimit limit,
            WebSubConfig config,
            Clock clock,
            MeterRegistry metrics) {
        this.hubs = hubs;
        this.trust = trust;
        this.client = client;
        this.limit = limit;
        this.config = config;
        this.budget = new FreshBudget(PUSHED_AN_HOUR, clock);
        this.metrics = metrics;
    }

    /** Waits for the hubs' answers, each within its deadline. */
    public Uni<Void> askDue() {
        return config.publicUrl()
                .map(publicUrl -> unfailing("claim", hubs.claimDue(AT_ONCE).chain(due -> askAll(due, publicUrl))))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    /** A polled document says who announces its feed. */
    public Uni<Void> announced(String feedId, FetchOutcome.Modified document, ParsedFeed feed) {
        return off()
                ? Uni.createFrom().voidItem()
                : unfailing(
                        "discover", hubs.announced(feedId, HubLinks.of(document.links(), document.finalUrl(), feed)));
    }

    /** @param first articles that were new when a poll brought them */
    public Uni<Void> polled(String feedId, long first) {
        return off() || first == 0
                ? Uni.createFrom().voidItem()
                : unfailing(
                        "score",
                        hubs.polled(feedId, first)
                                .invoke(hub -> hub.ifPresent(missed -> count(missed, "poll", first)))
                                .replaceWithVoid());
    }

    /**
     * @param first articles that were new when this push brought them
     * @param revised whether it changed known ones: a push that comes late, or once more, may bring the older text
     */
    public Uni<Void> pushed(Push push, long first, boolean revised) {
        count(push.hubUrl(), "push", first);
        budget.spend(push.feedId(), first);
        return unfailing("score", hubs.pushed(push.token(), first))
                .chain(scored -> revised ? unfailing("read again", trust.readAgain(push.feedId())) : settled(push));
    }

    /** @return whether to read this push; a feed whose pushes bring too much is left to its polls, at their own pace */
    public Uni<Boolean> takes(Push push) {
        if (budget.left(push.feedId())) {
            return Uni.createFrom().item(true);
        }
        metrics.counter("tocsin.websub.pushes", "outcome", "over_budget").increment();
        LOG.infof("Push ignored, its feed had too many articles in this hour feedId=%s", push.feedId());
        return unfailing("disprove", hubs.disprove(push.feedId()))
                .chain(disproved -> settled(push))
                .replaceWith(false);
    }

    private Uni<Void> settled(Push push) {
        TrustRepository.Voucher voucher = push.voucher();
        return voucher == null
                ? Uni.createFrom().voidItem()
                : unfailing("redeem", trust.redeem(push.feedId(), voucher));
    }

    /** Nothing came of this push, so what it was about is polled. */
    public Uni<Void> lost(Push push) {
        return unfailing("distrust", trust.distrust(push.feedId(), push.token()));
    }

    /** @param proven whether the feed's hub has lately been first. @return for how long no poll is needed */
    public Duration quietFor(boolean proven) {
        return proven && !off() ? config.backupPoll() : Duration.ZERO;
    }

    private boolean off() {
        return config.publicUrl().isEmpty();
    }

    private Uni<Void> askAll(List<HubSubscription> due, URI publicUrl) {
        return due.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join()
                        .all(due.stream().map(each -> ask(each, publicUrl)).toList())
                        .andCollectFailures()
                        .replaceWithVoid();
    }

    private Uni<Void> ask(HubSubscription due, URI publicUrl) {
        if (due.askedToLeaveInVain()) {
            return unfailing("leave", hubs.left(due.token(), null).replaceWithVoid());
        }
        limit.exists(due.token()); // the hub will call soon, and shall not queue with strangers
        String mode = due.state() == State.LEAVING ? "unsubscribe" : "subscribe";
        return unfailing(
                mode, client.post(due.hubUrl(), form(due, mode, publicUrl)).chain(answer -> heard(due, mode, answer)));
    }

    private Uni<Void> heard(HubSubscription asked, String mode, FormClient.Answer answer) {
        boolean accepted = answer instanceof FormClient.Accepted;
        metrics.counter("tocsin.websub.asked", "mode", mode, "outcome", accepted ? "accepted" : "failed")
                .increment();
        if (answer instanceof FormClient.NotAccepted not) {
            LOG.infof("Hub did not take a request feedId=%s mode=%s reason=%s", asked.feedId(), mode, not.words());
            return hubs.change(asked.token(), (now, when) -> Optional.of(now.refused(not.words())))
                    .replaceWithVoid();
        }
        return Uni.createFrom().voidItem(); // now it is the hub's turn to verify
    }

    /** WebSub, section 5.1. The same callback and secret each time, so that a renewal is one. */
    private Map<String, String> form(HubSubscription due, String mode, URI publicUrl) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("hub.mode", mode);
        form.put("hub.topic", due.topic());
        form.put("hub.callback", publicUrl.toString().replaceFirst("/+$", "") + "/v1/websub/" + due.token());
        if (due.state() != State.LEAVING) {
            form.put("hub.lease_seconds", Long.toString(lease().toSeconds()));
            form.put("hub.secret", due.secret().reveal());
        }
        return form;
    }

    private Duration lease() {
        return HubSubscription.clamped(config.lease());
    }

    private void count(String hubUrl, String by, long articles) {
        String host = WebUrl.parse(hubUrl).host();
        boolean known = measured.contains(host) || measured.size() < HUBS_IN_METRICS && measured.add(host);
        metrics.counter("tocsin.websub.articles.first", "hub", known ? host : "other", "by", by)
                .increment(articles);
    }

    private static Uni<Void> unfailing(String stage, Uni<Void> work) {
        return work.onFailure()
                .invoke(failure -> LOG.warnf("Hub work failed stage=%s reason=%s", stage, failure.toString()))
                .onFailure()
                .recoverWithNull();
    }
}
