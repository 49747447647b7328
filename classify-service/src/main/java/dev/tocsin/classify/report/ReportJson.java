package dev.tocsin.classify.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.UncheckedIOException;

/** Writes reports as the topic carries them: every field, nulls too, times as RFC 3339. */
public final class ReportJson {

    private static final ObjectWriter WRITER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build()
            .writerFor(EventReport.class);

    private ReportJson() {}

    public static byte[] write(EventReport report) {
        try {
            return WRITER.writeValueAsBytes(report);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A report cannot be written", e);
        }
    }
}
