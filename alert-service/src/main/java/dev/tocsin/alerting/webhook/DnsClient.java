package dev.tocsin.alerting.webhook;

import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import io.netty.resolver.dns.SequentialDnsServerAddressStreamProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Asks name servers for all addresses of a name, without holding a thread while they think.
 *
 * <p>The JDK's resolver blocks for as long as the system's does, so a handful of subscribers whose name servers never
 * answer would keep all of its threads, and with them everyone else's tries. Read from the system: the name servers and
 * the hosts file. Not read: search domains. A target is named in full, {@code https://wiki/} must not become our own
 * {@code wiki.corp.example}.
 */
final class DnsClient implements AddressGuard.Resolver {

    private static final int DNS_PORT = 53;
    /** Upper bound of what an answer may ask for; one of 0 is used for the tries that wait for it and then forgotten. */
    private static final int MAX_TTL_SECONDS = 30;

    private static final int NEGATIVE_TTL_SECONDS = 1;
    /** A chain of aliases is followed so far, both families and all servers included. */
    private static final int MAX_QUERIES = 16;
    /** Equal questions under way at once share an answer. */
    private static final int MAX_SHARED = 1_024;

    private final NioEventLoopGroup thread = new NioEventLoopGroup(1, new DefaultThreadFactory("webhook-dns", true));
    private final Duration budget;
    private final DnsNameResolver resolver;

    /**
     * @param nameServers addresses, each with or without a port; empty for those of the system
     * @param budget the longest that an answer is waited for
     */
    DnsClient(List<String> nameServers, Duration budget) {
        this.budget = budget;
        this.resolver = new DnsNameResolverBuilder(thread.next())
                .datagramChannelType(NioDatagramChannel.class)
                // For answers too long for UDP.
                .socketChannelType(NioSocketChannel.class)
                .nameServerProvider(
                        nameServers.isEmpty()
                                ? DnsServerAddressStreamProviders.platformDefault()
                                : sequential(nameServers))
                // Leaves time for the next server where one is silent.
                .queryTimeoutMillis(budget.toMillis() / 3)
                .resolvedAddressTypes(ResolvedAddressTypes.IPV4_PREFERRED)
                // One forbidden answer refuses the name, so all of them are wanted.
                .completeOncePreferredResolved(false)
                .searchDomains(List.of())
                .ndots(1)
                .decodeIdn(false)
                .maxQueriesPerResolve(MAX_QUERIES)
                .consolidateCacheSize(MAX_SHARED)
                .ttl(0, MAX_TTL_SECONDS)
                .negativeTtl(NEGATIVE_TTL_SECONDS)
                .build();
    }

    @Override
    public CompletionStage<List<InetAddress>> resolve(String host) {
        CompletableFuture<List<InetAddress>> addresses = new CompletableFuture<>();
        resolver.resolveAll(host)
                .addListener((Future<List<InetAddress>> answer) ->
                        addresses.complete(answer.isSuccess() ? List.copyOf(answer.getNow()) : List.of()));
        return addresses.completeOnTimeout(List.of(), budget.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        resolver.close();
        thread.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private static DnsServerAddressStreamProvider sequential(List<String> nameServers) {
        return new SequentialDnsServerAddressStreamProvider(
                nameServers.stream().map(DnsClient::server).toList());
    }

    private static InetSocketAddress server(String text) {
        return Optional.of(URI.create("dns://" + text))
                .filter(uri -> uri.getHost() != null && uri.getHost().matches("[0-9.]+|\\[[0-9a-fA-F:.]+]"))
                .map(uri -> new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? DNS_PORT : uri.getPort()))
                .filter(server -> !server.isUnresolved())
                .orElseThrow(() -> new IllegalArgumentException(
                        "no address of a name server (such as 192.0.2.53 or [2001:db8::53]:53): " + text));
    }
}
