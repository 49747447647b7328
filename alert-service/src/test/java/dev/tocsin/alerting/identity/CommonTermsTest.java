package dev.tocsin.alerting.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class CommonTermsTest {
    @Test
    void theListIsWhatTheCorpusGives() throws IOException {
        assumeTrue(Files.isDirectory(CommonTerms.CORPUS), "the classifier's corpus is not here");

        boolean same = Files.readString(CommonTerms.FILE).equals(CommonTerms.text());

        assertThat(same)
                .as("alert-service/src/test/run %s writes it anew", CommonTerms.class.getName())
                .isTrue();
    }
}
