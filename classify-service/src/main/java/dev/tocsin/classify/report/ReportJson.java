package dev.tocsin.classify.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.UncheckedIOException;

/** Writes what our topics carry: every field, nulls too, times as RFC 3339. */
public final class ReportJson {

    private static final ObjectWriter WRITER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build()
            .writer();

    private ReportJson() {}

    public static byte[] write(EventReport report) {
        return written(report);
    }

    public static byte[] write(ArticleRevised revised) {
        return written(revised);
    }

    private static byte[] written(Object value) {
        try {
            return WRITER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(
                    "%s cannot be written".formatted(value.getClass().getSimpleName()), e);
        }
    }
}
