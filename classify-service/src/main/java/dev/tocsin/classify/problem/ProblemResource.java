package dev.tocsin.classify.problem;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What each type of problem means: the place that the member "type" of a refusal leads to. */
@Path("/problems")
@Tag(name = "Problems")
public class ProblemResource {

    /**
     * A type of problem as it is explained.
     *
     * @param type as in a refusal
     */
    public record Explained(String type, int status, String title, String meaning, String remedy) {
        static Explained of(ProblemType type) {
            return new Explained(type.path(), type.status(), type.title(), type.meaning(), type.remedy());
        }
    }

    /** All types. */
    public record ExplainedList(List<Explained> data) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listProblems",
            summary = "All types of problem",
            description = "What the service may refuse, and what to do about it. As a page where Accept is text/html.")
    @APIResponseSchema(value = ExplainedList.class, responseCode = "200", responseDescription = "All types of problem")
    public Response list() {
        return Response.ok(new ExplainedList(
                        Arrays.stream(ProblemType.values()).map(Explained::of).toList()))
                .build();
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Response listPage(@Context HttpHeaders headers) {
        return page(ProblemPage.in(isChinese(headers)).of(List.of(ProblemType.values())));
    }

    @GET
    @Path("/{slug}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getProblem",
            summary = "One type of problem",
            description = "What it means and what to do about it. As a page where Accept is text/html.")
    @APIResponseSchema(value = Explained.class, responseCode = "200", responseDescription = "The type of problem")
    public Response get(@PathParam("slug") String slug) {
        return Response.ok(Explained.of(type(slug))).build();
    }

    @GET
    @Path("/{slug}")
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Response page(@PathParam("slug") String slug, @Context HttpHeaders headers) {
        return page(ProblemPage.in(isChinese(headers)).of(type(slug)));
    }

    private static ProblemType type(String slug) {
        return ProblemType.of(slug).orElseThrow(() -> new NotFoundException("There is no such type of problem."));
    }

    private static Response page(String html) {
        return Response.ok(html)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .header("Content-Security-Policy", ProblemPage.policy())
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Vary", "Accept, Accept-Language")
                .build();
    }

    /** The first language of the two that the reader likes best; English where neither is named. */
    private static boolean isChinese(HttpHeaders headers) {
        return headers.getAcceptableLanguages().stream()
                .map(Locale::getLanguage)
                .filter(language -> language.equals("zh") || language.equals("en"))
                .findFirst()
                .filter("zh"::equals)
                .isPresent();
    }
}
