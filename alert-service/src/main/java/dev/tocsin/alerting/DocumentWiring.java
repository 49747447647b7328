package dev.tocsin.alerting;

import dev.tocsin.alerting.account.OpenToAll;
import dev.tocsin.alerting.problem.ProblemType;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/**
 * Adds to the API's document what holds for every operation: which problems it may answer with, who may call it, and the
 * headers of pages. Runs once, at build time.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class DocumentWiring implements OASFilter {
    private static final String PROBLEM = "application/problem+json";

    /** The framework's own shapes, which are answered nowhere, and the tree of any JSON, which says nothing. */
    private static final Set<String> UNWANTED =
            Set.of("HttpProblem", "HttpValidationProblem", "Violation", "JsonNode", "JsonNodeType");

    private final IndexView index;

    public DocumentWiring(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        UNWANTED.forEach(document.getComponents()::removeSchema);
        new SchemaWiring(index).complete(document);
        problemStatuses().forEach(status -> document.getComponents().addResponse("Problem" + status, problem(status)));
        Set<String> open = openOperations();
        document.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations()
                        .forEach((method, operation) ->
                                complete(path, method, operation, open.contains(operation.getOperationId()))));
        if (document.getWebhooks() != null) {
            document.getWebhooks()
                    .values()
                    .forEach(item ->
                            item.getOperations().values().forEach(operation -> operation.setSecurity(List.of())));
        }
    }

    private static void complete(
            String path, HttpMethod method, org.eclipse.microprofile.openapi.models.Operation operation, boolean open) {
        APIResponses responses = operation.getResponses();
        for (String status : statuses(path, method, operation, open)) {
            APIResponse told = responses.getAPIResponse(status);
            APIResponse answer = OASFactory.createAPIResponse();
            if (told == null
                    || told.getDescription() == null
                    || told.getDescription().equals("Bad Request")) {
                answer.setRef("#/components/responses/Problem" + status);
            } else {
                answer.setDescription(told.getDescription());
                answer.setContent(content(Integer.parseInt(status)));
                answer.setHeaders(headers(status));
            }
            responses.addAPIResponse(status, answer);
        }
        responses.addAPIResponse("414", OASFactory.createAPIResponse().ref("#/components/responses/UriTooLong"));
        tellHeaders(responses);
        if (open) {
            operation.setSecurity(List.of());
        }
        if (isRepeatable(path, method)) {
            operation.addParameter(OASFactory.createParameter().ref("#/components/parameters/IdempotencyKey"));
        }
        if (operation.getRequestBody() != null && operation.getRequestBody().getDescription() == null) {
            operation.getRequestBody().setDescription("JSON; unknown properties are refused by name");
        }
    }

    /** Whether it may be sent again under the same Idempotency-Key, as {@link IdempotencyWiring} has it. */
    private static boolean isRepeatable(String path, HttpMethod method) {
        return method == HttpMethod.POST && path.startsWith("/v1/");
    }

    /** A page links to the next one; what can be asked for again conditionally has a tag. */
    private static void tellHeaders(APIResponses responses) {
        APIResponse found = responses.getAPIResponse("200");
        APIResponse unchanged = responses.getAPIResponse("304");
        if (found != null && isPage(found)) {
            found.addHeader("Link", header("Link"));
        }
        if (found != null && unchanged != null) {
            found.addHeader("ETag", header("ETag"));
            unchanged.addHeader("ETag", header("ETag"));
        }
    }

    private static boolean isPage(APIResponse answer) {
        return answer.getContent() != null
                && answer.getContent().getMediaTypes().values().stream()
                        .map(MediaType::getSchema)
                        .anyMatch(schema -> schema != null
                                && schema.getRef() != null
                                && schema.getRef().endsWith("Page"));
    }

    private static Set<String> statuses(
            String path, HttpMethod method, org.eclipse.microprofile.openapi.models.Operation operation, boolean open) {
        Set<String> statuses = new TreeSet<>(Set.of("400", "406", "429", "500", "503"));
        operation.getResponses().getAPIResponses().keySet().stream()
                .filter(status -> status.matches("[45]\\d\\d"))
                .forEach(statuses::add);
        if (!open) {
            statuses.addAll(Set.of("401", "403"));
        }
        if (path.contains("{")) {
            statuses.add("404");
        }
        if (method != HttpMethod.GET && method != HttpMethod.HEAD) {
            statuses.add("409");
        }
        if (isRepeatable(path, method)) {
            statuses.add("422");
        }
        if (operation.getRequestBody() != null) {
            statuses.addAll(Set.of("413", "415"));
        }
        return statuses;
    }

    /** By the annotation of the method that stands behind each operation, or of its class. */
    private Set<String> openOperations() {
        return index.getAnnotations(Operation.class).stream()
                .filter(annotation -> annotation.value("operationId") != null && isOpen(annotation))
                .map(annotation -> annotation.value("operationId").asString())
                .collect(Collectors.toSet());
    }

    private static boolean isOpen(AnnotationInstance operation) {
        MethodInfo method = operation.target().asMethod();
        return method.hasAnnotation(OpenToAll.class) || method.declaringClass().hasDeclaredAnnotation(OpenToAll.class);
    }

    private static Stream<String> problemStatuses() {
        return Stream.concat(
                        Arrays.stream(ProblemType.values()).map(type -> String.valueOf(type.status())),
                        Stream.of("429"))
                .filter(status -> !status.equals("405"))
                .distinct();
    }

    private static APIResponse problem(String status) {
        List<ProblemType> types = types(Integer.parseInt(status));
        String titles = types.isEmpty()
                ? "Too many requests"
                : types.stream().map(ProblemType::title).collect(Collectors.joining("; "));
        return OASFactory.createAPIResponse()
                .description(titles)
                .headers(headers(status))
                .content(content(Integer.parseInt(status)));
    }

    private static Map<String, Header> headers(String status) {
        return switch (status) {
            case "401" -> Map.of("WWW-Authenticate", header("WwwAuthenticate"));
            case "429", "503" -> Map.of("Retry-After", header("RetryAfter"));
            default -> Map.of();
        };
    }

    private static Header header(String name) {
        return OASFactory.createHeader().ref("#/components/headers/" + name);
    }

    /** With one example for each kind of problem that has the status. */
    private static Content content(int status) {
        MediaType media =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref("#/components/schemas/Problem"));
        types(status)
                .forEach(type -> media.addExample(
                        type.slug(),
                        OASFactory.createExample().summary(type.title()).value(example(type))));
        return OASFactory.createContent().addMediaType(PROBLEM, media);
    }

    private static Map<String, Object> example(ProblemType type) {
        Map<String, Object> example = new LinkedHashMap<>();
        example.put("type", type.path());
        example.put("title", type.title());
        example.put("status", type.status());
        example.put("detail", type.meaning());
        return example;
    }

    private static List<ProblemType> types(int status) {
        return Arrays.stream(ProblemType.values())
                .filter(type -> type.status() == status)
                .toList();
    }
}
