package dev.tocsin.alerting.stream;

import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.account.Needs;
import dev.tocsin.alerting.account.Scope;
import dev.tocsin.alerting.query.InvalidParameter;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Alerts as they ring. It writes to the Vert.x response itself: that tells when a reader's socket is full and when it has
 * room again, while a stream of {@code OutboundSseEvent}s only asks for the next one later, so that what waits would have
 * to be queued for each reader; and it has no word for an id without an event.
 */
@Path("/v1/alerts/stream")
@Needs(Scope.ALERTS_READ)
@Tag(name = "Alerts")
public class StreamResource {
    private final StreamDispatcher streams;
    private final StreamConfig config;

    StreamResource(StreamDispatcher streams, StreamConfig config) {
        this.streams = streams;
        this.config = config;
    }

    @GET
    @Operation(
            operationId = "streamAlerts",
            summary = "Follow alerts as they ring, as Server-Sent Events",
            description =
                    "Each event is one version of an alert: its type as event, the data of the webhook of this type"
                            + " as data, and an opaque position as id. Who comes back with the last id as Last-Event-ID goes on"
                            + " behind it, without loss or repetition, on any replica; without one, a stream begins now. Filters"
                            + " are those of the list: an alert that comes to fit is told as alert.raised, one that stops to fit"
                            + " is told once more. A comment keeps an idle connection open, and carries the position too. A"
                            + " reader that does not keep up is sent an event gap, with resumeFrom in its data, and cut: connect"
                            + " again from there.")
    @Parameter(
            name = "category",
            in = ParameterIn.QUERY,
            description = "mining_ban, relocation, nft_launch or city_invitation; repeat it or separate by commas",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "jurisdiction",
            in = ParameterIn.QUERY,
            description = "ISO 3166 code; a country finds its subdivisions too (US finds US-FL); repeat or commas",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "actor",
            in = ParameterIn.QUERY,
            description = "Id or whole name of an actor, in any case; may be repeated",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "status",
            in = ParameterIn.QUERY,
            description = "rumoured, proposed, announced, denied, in_force or reversed; repeat or commas",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "q",
            in = ParameterIn.QUERY,
            description = "Every term has to occur in titles, actors, places or quotes, as written",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "minConfidence",
            in = ParameterIn.QUERY,
            description = "Least confidence, from 0 to 1",
            schema = @Schema(type = SchemaType.NUMBER))
    @Parameter(
            name = "types",
            in = ParameterIn.QUERY,
            description = "alert.raised, alert.corroborated, alert.updated, alert.merged or alert.retracted; repeat or"
                    + " commas; all unless told",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "lastEventId",
            in = ParameterIn.QUERY,
            description = "As the header Last-Event-ID, for a browser's first connection; the header counts more",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "Last-Event-ID",
            in = ParameterIn.HEADER,
            description = "The id to go on behind",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "The stream; it has no end of its own",
            content = @Content(mediaType = "text/event-stream", schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "400", description = "A parameter is unknown or unusable; the problem names it")
    @APIResponse(responseCode = "410", ref = "#/components/responses/Problem410")
    @APIResponse(responseCode = "429", description = "The key has as many streams open as it may have")
    @APIResponse(responseCode = "503", description = "This replica has no room for another stream, or is stopping")
    public Uni<Void> stream(
            @Context UriInfo uri,
            @Context SecurityContext security,
            @Context HttpServerRequest request,
            @Context HttpServerResponse response)
            throws InvalidParameter {
        StreamRequest wanted = StreamRequest.of(
                Caller.of(security.getUserPrincipal()).keyId(),
                uri.getQueryParameters(),
                request.getHeader("Last-Event-ID"));
        return streams.open(wanted, new Socket(request, response, config.socketBuffer()));
    }

    /** The reader's connection; all of Vert.x' response may be called from any thread. */
    private static final class Socket implements Outlet {
        private final HttpServerRequest request;
        private final HttpServerResponse response;
        private final int buffer;
        private volatile boolean done;

        Socket(HttpServerRequest request, HttpServerResponse response, int buffer) {
            this.request = request;
            this.response = response;
            this.buffer = buffer;
        }

        @Override
        public void begin() {
            if (isOpen()) {
                response.setChunked(true)
                        .setWriteQueueMaxSize(buffer)
                        .putHeader("Content-Type", "text/event-stream")
                        .putHeader("Cache-Control", "no-store")
                        // nginx and its like would else keep events back until there are many.
                        .putHeader("X-Accel-Buffering", "no");
            }
        }

        @Override
        public boolean isFull() {
            return response.writeQueueFull();
        }

        @Override
        public void write(byte[] block) {
            if (isOpen()) {
                response.write(Buffer.buffer(block));
            }
        }

        @Override
        public void end() {
            if (isOpen()) {
                response.end().onSuccess(sent -> done = true);
            }
        }

        @Override
        public void drop() {
            if (done || response.closed()) {
                return;
            }
            if (request.version() == HttpVersion.HTTP_2) {
                response.reset();
            } else if (request.connection() instanceof ConnectionBase connection) {
                // Every close of Vert.x' own waits for the reader to take what was written.
                connection.channel().close().addListener(closed -> done = true);
            }
        }

        @Override
        public void watch(Runnable drained, Runnable closed) {
            if (isOpen()) {
                response.drainHandler(ignored -> drained.run());
                response.exceptionHandler(ignored -> closed.run());
                response.closeHandler(ignored -> closed.run());
            } else {
                closed.run();
            }
        }

        private boolean isOpen() {
            return !response.ended() && !response.closed();
        }
    }
}
