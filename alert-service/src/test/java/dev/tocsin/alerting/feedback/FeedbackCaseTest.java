package dev.tocsin.alerting.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class FeedbackCaseTest {
    /** As application.properties has it. */
    private final ObjectMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    @Test
    void isWrittenAsEvaluateReadsIt() throws IOException {
        for (String line : FeedbackCases.lines()) {
            assertThat(json.writeValueAsString(json.readValue(line, FeedbackCase.class)))
                    .isEqualTo(line);
        }
    }
}
