package dev.tocsin.alerting.report;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of a topic's records; fields that it does not know it passes over.
 *
 * @param <T> what this service reads of them; its constructor refuses what breaks the contract
 */
public final class ContractReader<T> {
    /** Far above what the schema's limits add up to. */
    static final int MAX_BYTES = 512 * 1024;

    private final ObjectMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule().addDeserializer(String.class, new WellFormedText()))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Class<T> contract;

    public ContractReader(Class<T> contract) {
        this.contract = contract;
        json.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(50).build());
    }

    /** What a record's value turns out to be. */
    public sealed interface Reading<T> {
        /** A value that keeps to the contract. */
        record Accepted<T>(T value) implements Reading<T> {}

        /** Anything else; the reason says what is wrong and quotes nothing. */
        record Rejected<T>(String reason) implements Reading<T> {}
    }

    public Reading<T> read(byte @Nullable [] value) {
        if (value == null || value.length == 0) {
            return new Reading.Rejected<>("The record has no value");
        }
        if (value.length > MAX_BYTES) {
            return new Reading.Rejected<>("The value has " + value.length + " bytes, more than " + MAX_BYTES);
        }
        try {
            T read = json.readValue(value, contract);
            return read == null ? new Reading.Rejected<>("The value is the JSON null") : new Reading.Accepted<>(read);
        } catch (JsonProcessingException e) {
            return new Reading.Rejected<>(reason(e));
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory does not fail", e);
        }
    }

    private static String reason(JsonProcessingException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof StreamReadException broken) {
                JsonLocation at = broken.getLocation();
                return "The value is not JSON"
                        + (at == null ? "" : ", from line " + at.getLineNr() + " column " + at.getColumnNr());
            }
            if (cause instanceof StreamConstraintsException) {
                return "The value is deeper, or has longer parts, than its contract allows";
            }
        }
        return "The value breaks its contract: "
                + (e instanceof JsonMappingException mapping ? path(mapping) : "")
                + rule(e.getCause());
    }

    private static String path(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "" : path + ": ";
    }

    private static String rule(@Nullable Throwable cause) {
        if (cause instanceof IllegalArgumentException || cause instanceof NullPointerException) {
            String message = cause.getMessage();
            return message == null ? "missing" : message;
        }
        return "not of the kind that it has to be";
    }

    /** Refuses what neither PostgreSQL nor UTF-8 can hold: NUL, and half of a surrogate pair. */
    private static final class WellFormedText extends StdScalarDeserializer<String> {
        private static final long serialVersionUID = 1L;

        WellFormedText() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.currentToken().isScalarValue() || parser.currentToken().isNumeric()) {
                return (String) context.handleUnexpectedToken(String.class, parser);
            }
            String text = parser.getText();
            if (!isWellFormed(text)) {
                throw JsonMappingException.from(
                        parser, "", new IllegalArgumentException("text has neither NUL nor half a surrogate pair"));
            }
            return text;
        }

        private static boolean isWellFormed(String text) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    i++;
                } else if (c == 0 || Character.isSurrogate(c)) {
                    return false;
                }
            }
            return true;
        }
    }
}
