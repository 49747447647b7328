package dev.tocsin.alerting;

import dev.tocsin.alerting.account.CallerCache;
import dev.tocsin.alerting.drain.Underway;
import dev.tocsin.alerting.id.Ids;
import dev.tocsin.alerting.page.Assets;
import dev.tocsin.alerting.query.Cursors;
import dev.tocsin.alerting.secret.SecretsConfig;
import dev.tocsin.alerting.secret.Vault;
import dev.tocsin.alerting.session.SignInLimit;
import dev.tocsin.alerting.webhook.EndpointReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/** Puts the plain classes together. */
@ApplicationScoped
public class Wiring {
    @Produces
    @Singleton
    static Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    static SecureRandom random() {
        return new SecureRandom();
    }

    /** Fails the start when there is no key: nothing is ever sealed with one that nobody chose. */
    @Produces
    @Singleton
    static Vault vault(SecretsConfig config, SecureRandom random) {
        return Vault.of(config.keys().orElse(List.of()), random);
    }

    @Produces
    @Singleton
    static EndpointReader endpoints(Vault vault) {
        return new EndpointReader(vault);
    }

    @Produces
    @Singleton
    static Cursors cursors(Vault vault) {
        return new Cursors(vault.derived("cursors"));
    }

    /** Batches, until they can be acknowledged. */
    @Produces
    @Singleton
    static Underway underway() {
        return new Underway();
    }

    @Produces
    @Singleton
    static Ids ids() {
        return new Ids();
    }

    @Produces
    @Singleton
    static CallerCache callers(Clock clock) {
        return new CallerCache(clock);
    }

    @Produces
    @Singleton
    static Assets assets() {
        return new Assets();
    }

    @Produces
    @Singleton
    static SignInLimit signIns(Clock clock) {
        return new SignInLimit(clock);
    }
}
