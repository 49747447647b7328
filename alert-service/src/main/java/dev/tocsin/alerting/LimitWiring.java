package dev.tocsin.alerting;

import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.limit.Buckets;
import dev.tocsin.alerting.limit.ClientAddress;
import dev.tocsin.alerting.limit.Limit;
import dev.tocsin.alerting.limit.RateConfig;
import dev.tocsin.alerting.limit.Standing;
import dev.tocsin.alerting.limit.Weight;
import dev.tocsin.alerting.problem.Problem;
import dev.tocsin.alerting.problem.ProblemType;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Counts requests by key, and by address where there is none, and tells each caller how much is left. */
@ApplicationScoped
public class LimitWiring {
    private static final String STANDING = "tocsin.limit.standing";
    private static final int UNAUTHORIZED = 401;

    /** Behind the door, which knows whose request it is. */
    private static final int BEHIND_THE_DOOR = 5_100;

    private final Buckets byKey;
    private final Optional<Buckets> ofOperator;
    private final Buckets open;
    private final Buckets refused;

    LimitWiring(RateConfig config) {
        byKey = buckets("key", config.perMinute(), config.burst());
        ofOperator = config.operatorPerMinute().stream()
                .mapToObj(most -> buckets("operator", most, config.burst()))
                .findFirst();
        open = buckets("address", config.openPerMinute(), config.openBurst());
        refused = buckets("refused", config.refusedPerMinute(), config.refusedBurst());
    }

    private static Buckets buckets(String name, int perMinute, int burst) {
        return new Buckets(new Limit(name, perMinute, burst), System::nanoTime);
    }

    /** Turns away an address whose keys were refused too often, before any key is looked at. */
    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    public void slowGuessing(ContainerRequestContext request, HttpServerRequest connection) {
        Standing standing = refused.look(address(connection));
        if (!standing.isServed()) {
            serve(request, standing);
        }
    }

    @ServerRequestFilter(priority = BEHIND_THE_DOOR)
    public void count(ContainerRequestContext request, ResourceInfo asked, HttpServerRequest connection) {
        Weight weight = asked.getResourceMethod().getAnnotation(Weight.class);
        int tokens = weight == null ? 1 : weight.value();
        if (!(request.getSecurityContext().getUserPrincipal() instanceof Caller caller)) {
            serve(request, open.take(address(connection), tokens));
        } else if (!caller.isOperator()) {
            serve(request, byKey.take(caller.keyId(), tokens));
        } else if (ofOperator.isPresent()) {
            serve(request, ofOperator.get().take(caller.keyId(), tokens));
        }
    }

    @ServerResponseFilter
    public void tell(ContainerRequestContext request, ContainerResponseContext response, HttpServerRequest connection) {
        if (response.getStatus() == UNAUTHORIZED) {
            request.setProperty(STANDING, refused.take(address(connection), 1));
        }
        if (request.getProperty(STANDING) instanceof Standing standing) {
            response.getHeaders().putSingle("RateLimit-Policy", standing.limit().header());
            response.getHeaders().putSingle("RateLimit", standing.header());
        }
    }

    private static void serve(ContainerRequestContext request, Standing standing) {
        request.setProperty(STANDING, standing);
        if (standing.isServed()) {
            return;
        }
        throw new Problem(
                        ProblemType.TOO_MANY_REQUESTS,
                        "More than the limit \"" + standing.limit().name() + "\" allows: "
                                + standing.limit().perMinute() + " a minute, "
                                + standing.limit().burst() + " at once.")
                .header(HttpHeaders.RETRY_AFTER, standing.retryAfter());
    }

    private static String address(HttpServerRequest connection) {
        SocketAddress remote = connection.remoteAddress();
        return remote == null || remote.hostAddress() == null ? "unknown" : ClientAddress.counted(remote.hostAddress());
    }
}
