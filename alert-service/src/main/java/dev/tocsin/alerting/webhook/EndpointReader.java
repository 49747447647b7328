package dev.tocsin.alerting.webhook;

import dev.tocsin.alerting.content.Language;
import dev.tocsin.alerting.secret.Vault;
import org.jspecify.annotations.Nullable;

/** Makes an endpoint of a row of {@code alerts.subscription}; worth keeping, since it opens a seal. */
public final class EndpointReader {

    private static final System.Logger LOG = System.getLogger(EndpointReader.class.getName());

    private final Vault vault;

    public EndpointReader(Vault vault) {
        this.vault = vault;
    }

    /**
     * @param secrets as they lie in the table; where they do not open, this endpoint has no keys and cannot be rung
     *     for now, and no other suffers from it
     */
    public Endpoint read(
            String subscriptionId,
            int version,
            String url,
            byte @Nullable [] secrets,
            @Nullable String content,
            String language) {
        EndpointSecrets opened = open(subscriptionId, secrets);
        return new Endpoint(
                subscriptionId,
                version,
                url,
                opened.keys(),
                opened.headers(),
                Endpoint.content(content, url),
                Language.of(language).orElse(Language.EN),
                opened.channelSecret());
    }

    private EndpointSecrets open(String subscriptionId, byte @Nullable [] secrets) {
        try {
            return EndpointSecrets.open(subscriptionId, secrets, vault);
        } catch (RuntimeException sealed) {
            LOG.log(System.Logger.Level.ERROR, sealed.getMessage() + " subscriptionId=" + subscriptionId);
            return EndpointSecrets.NONE;
        }
    }
}
