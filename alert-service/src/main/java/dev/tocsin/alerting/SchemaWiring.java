package dev.tocsin.alerting;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;
import org.jspecify.annotations.Nullable;

/**
 * Says of every record in the document which of its properties may be null and which are always there, as the record
 * itself says by {@code @Nullable} and {@code @JsonInclude}: plain records cannot carry the document's annotations.
 */
final class SchemaWiring {
    private static final DotName NULLABLE = DotName.createSimple(Nullable.class);
    private static final DotName INCLUDE = DotName.createSimple(JsonInclude.class);
    private static final DotName NAMED =
            DotName.createSimple(org.eclipse.microprofile.openapi.annotations.media.Schema.class);
    private static final String COMPONENT = "#/components/schemas/";

    private final Map<String, List<ClassInfo>> records = new HashMap<>();

    SchemaWiring(IndexView index) {
        index.getKnownClasses().stream()
                .filter(ClassInfo::isRecord)
                .sorted(Comparator.comparing(ClassInfo::name))
                .forEach(type -> records.computeIfAbsent(name(type), unknown -> new ArrayList<>())
                        .add(type));
    }

    void complete(OpenAPI document) {
        Set<String> answered = new HashSet<>();
        operations(document)
                .forEach(operation -> operation
                        .getResponses()
                        .getAPIResponses()
                        .values()
                        .forEach(answer -> reach(document, schemas(answer.getContent()), answered)));
        Set<String> asked = new HashSet<>();
        operations(document)
                .map(operation ->
                        Optional.ofNullable(operation.getRequestBody()).map(RequestBody::getContent))
                .flatMap(Optional::stream)
                .forEach(body -> reach(document, schemas(body), asked));
        asked.removeAll(answered);
        document.getComponents().getSchemas().values().forEach(SchemaWiring::inlineTimes);
        document.getComponents().removeSchema("Instant");
        document.getComponents()
                .getSchemas()
                .forEach((name, schema) ->
                        record(name, schema).ifPresent(type -> complete(schema, type, asked.contains(name))));
    }

    private static Stream<org.eclipse.microprofile.openapi.models.Operation> operations(OpenAPI document) {
        return document.getPaths().getPathItems().values().stream()
                .flatMap(item -> item.getOperations().values().stream());
    }

    /** @param asked whether it is only read, never answered */
    private static void complete(Schema schema, ClassInfo type, boolean asked) {
        Set<String> required = new LinkedHashSet<>(Objects.requireNonNullElse(schema.getRequired(), List.<String>of()));
        Map<String, Schema> properties = new LinkedHashMap<>(schema.getProperties());
        for (RecordComponentInfo component : type.recordComponentsInDeclarationOrder()) {
            boolean nullable = component.type().hasAnnotation(NULLABLE);
            boolean leftOut = isLeftOut(type, component.name());
            if (asked ? !nullable : !leftOut) {
                required.add(component.name());
            }
            if (nullable && (asked || !leftOut) && !required(schema, component.name())) {
                properties.computeIfPresent(component.name(), (name, property) -> orNull(property));
            }
        }
        properties.values().forEach(SchemaWiring::speakForAll);
        schema.setProperties(properties);
        schema.setRequired(required.isEmpty() ? null : List.copyOf(required));
    }

    private static boolean required(Schema schema, String property) {
        return schema.getRequired() != null && schema.getRequired().contains(property);
    }

    private static Schema orNull(Schema property) {
        if (property.getRef() != null) {
            Schema reference = OASFactory.createSchema().ref(property.getRef());
            Schema none = OASFactory.createSchema().addType(SchemaType.NULL);
            return OASFactory.createSchema()
                    .description(property.getDescription())
                    .anyOf(List.of(reference, none));
        }
        if (property.getType() != null && !property.getType().contains(SchemaType.NULL)) {
            property.addType(SchemaType.NULL);
            if (property.getEnumeration() != null) {
                List<Object> values = new ArrayList<>(property.getEnumeration());
                values.add(null);
                property.setEnumeration(values);
            }
        }
        return property;
    }

    /** A time is a string like others, not a schema to look up. */
    private static void inlineTimes(Schema schema) {
        Objects.requireNonNullElse(schema.getProperties(), Map.<String, Schema>of())
                .values()
                .forEach(property -> {
                    if ((COMPONENT + "Instant").equals(property.getRef())) {
                        property.setRef(null);
                        property.addType(SchemaType.STRING);
                        property.setFormat("date-time");
                    }
                });
    }

    /** Java's class of control characters is not JavaScript's, which patterns of JSON Schema are written in. */
    private static void speakForAll(Schema property) {
        if ("\\P{Cntrl}*".equals(property.getPattern())) {
            property.setPattern("^[^\\x00-\\x1F\\x7F]*$");
        }
    }

    private static boolean isLeftOut(ClassInfo type, String component) {
        FieldInfo field = type.field(component);
        AnnotationInstance include = field == null || field.annotation(INCLUDE) == null
                ? type.declaredAnnotation(INCLUDE)
                : field.annotation(INCLUDE);
        return include != null && include.value().asEnum().equals(JsonInclude.Include.NON_NULL.name());
    }

    /** The record of this name that has these properties: simple names alone may be shared by several. */
    private Optional<ClassInfo> record(String name, Schema schema) {
        if (schema.getProperties() == null) {
            return Optional.empty();
        }
        return records.getOrDefault(name, List.of()).stream()
                .filter(type -> type.recordComponents().stream()
                        .map(RecordComponentInfo::name)
                        .collect(Collectors.toSet())
                        .equals(schema.getProperties().keySet()))
                .findFirst();
    }

    private static String name(ClassInfo type) {
        AnnotationInstance named = type.declaredAnnotation(NAMED);
        return named == null || named.value("name") == null
                ? type.simpleName()
                : named.value("name").asString();
    }

    /** Adds the names of all schemas that are reached from these. */
    private static void reach(OpenAPI document, Stream<Schema> from, Set<String> reached) {
        from.filter(Objects::nonNull).forEach(schema -> {
            if (schema.getRef() != null) {
                String name = schema.getRef().substring(COMPONENT.length());
                if (reached.add(name)) {
                    reach(
                            document,
                            Stream.ofNullable(
                                    document.getComponents().getSchemas().get(name)),
                            reached);
                }
            }
            reach(document, parts(schema), reached);
        });
    }

    private static Stream<Schema> parts(Schema schema) {
        return Stream.of(
                        Objects.requireNonNullElse(schema.getProperties(), Map.<String, Schema>of())
                                .values(),
                        Objects.requireNonNullElse(schema.getAllOf(), List.<Schema>of()),
                        Objects.requireNonNullElse(schema.getAnyOf(), List.<Schema>of()))
                .<Schema>flatMap(Collection::stream)
                .collect(Collectors.collectingAndThen(
                        Collectors.toList(),
                        found -> Stream.concat(
                                found.stream(), Stream.of(schema.getItems(), schema.getAdditionalPropertiesSchema()))));
    }

    private static Stream<Schema> schemas(@Nullable Content content) {
        return content == null
                ? Stream.empty()
                : content.getMediaTypes().values().stream().map(media -> media.getSchema());
    }
}
