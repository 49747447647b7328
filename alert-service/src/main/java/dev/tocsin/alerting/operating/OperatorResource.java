package dev.tocsin.alerting.operating;

import dev.tocsin.alerting.account.Needs;
import dev.tocsin.alerting.account.Scope;
import dev.tocsin.alerting.page.PageConfig;
import dev.tocsin.alerting.page.PageWiring;
import dev.tocsin.alerting.page.Visit;
import dev.tocsin.alerting.problem.Problem;
import dev.tocsin.alerting.session.OpenToSessions;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** How Tocsin itself is; for its operator. */
@Path("/operator")
@OpenToSessions
@Needs(Scope.ACCOUNTS_MANAGE)
public class OperatorResource {
    private static final Logger LOG = Logger.getLogger(OperatorResource.class);
    private static final int MOST_LETTERS = 20;

    private final PageWiring pages;
    private final PageConfig config;
    private final OperationRepository operations;
    private final TopicClient topics;

    public OperatorResource(PageWiring pages, PageConfig config, OperationRepository operations, TopicClient topics) {
        this.pages = pages;
        this.config = config;
        this.operations = operations;
        this.topics = topics;
    }

    /** What Kafka says, or why it says nothing: the rest of the page is there all the same. */
    private record Streams(List<TopicState> topics, List<DeadLetter> letters, String error) {}

    @GET
    public Uni<Response> show(
            @QueryParam("done") @Nullable String done,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        Visit visit = pages.visit(headers, uri, security);
        visit.requireOperator();
        return operations
                .queue()
                .chain(queue -> operations
                        .failing()
                        .chain(failing -> operations
                                .accounts()
                                .chain(accounts -> streams(visit).map(streams -> {
                                    Map<String, Object> data = new HashMap<>();
                                    data.put("title", visit.texts().say("operator_title"));
                                    data.put("here", "operator");
                                    data.put("queue", queue);
                                    data.put("failing", failing);
                                    data.put("accounts", accounts);
                                    data.put("topics", streams.topics());
                                    data.put("letters", streams.letters());
                                    data.put("error", streams.error());
                                    data.put(
                                            "ingest",
                                            config.ingestUrl()
                                                    .map(Object::toString)
                                                    .orElse(""));
                                    data.put(
                                            "notice",
                                            done == null ? "" : visit.texts().say("redriven"));
                                    return pages.ok(visit, "operator.html", data);
                                }))));
    }

    /** Publishes a dead letter once more to the topic that it came on. */
    @POST
    @Path("/redrive")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> redrive(
            @FormParam("token") @Nullable String token,
            @FormParam("topic") @Nullable String topic,
            @FormParam("partition") int partition,
            @FormParam("offset") long offset,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        Visit visit = pages.visit(headers, uri, security);
        visit.requireOperator();
        visit.requireToken(token);
        if (topic == null || !TopicClient.GROUPS.containsKey(topic) || partition < 0 || offset < 0) {
            throw Problem.no("dead letter").get();
        }
        return topics.redrive(topic, partition, offset).map(found -> {
            if (!found) {
                throw Problem.no("dead letter").get();
            }
            LOG.infof("Dead letter redriven topic=%s partition=%d offset=%d", topic, partition, offset);
            return PageWiring.seeOther("/operator?done=redriven");
        });
    }

    private Uni<Streams> streams(Visit visit) {
        return topics.topics()
                .chain(states -> topics.deadLetters(MOST_LETTERS).map(letters -> new Streams(states, letters, "")))
                .onFailure()
                .recoverWithItem(failure -> new Streams(
                        List.of(),
                        List.of(),
                        visit.texts().say("kafka_away", Objects.requireNonNullElse(failure.getMessage(), ""))));
    }
}
