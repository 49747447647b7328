package dev.tocsin.alerting.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.alerting.BackingResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The API's document is a promise: it changes only on purpose, and breaks nobody without another major version. */
@QuarkusTest
@QuarkusTestResource(BackingResource.class)
class ContractIT {
    static final Path RECORDED = Path.of("src/test/resources/contract-recorded/openapi.json");

    @Test
    void servedDocumentIsTheRecordedOne() throws Exception {
        JsonNode served = Document.served().root();
        String text = Document.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(served) + "\n";
        JsonNode recorded = Files.exists(RECORDED) ? Document.JSON.readTree(Files.readString(RECORDED)) : served;

        assertThat(Comparison.of(recorded, served).mayBeRecorded())
                .as("this breaks clients: undo it, or raise the first number of info.version in META-INF/openapi.yaml")
                .isTrue();
        if (Document.WRITE) {
            Files.createDirectories(RECORDED.getParent());
            Files.writeString(RECORDED, text);
        }
        assertThat(text.replace("\r", ""))
                .as("the API's document has changed; if that is meant, record it: mvn verify -pl alert-service -am"
                        + " -Dit.test=ContractIT,MessageSchemasIT -Dcontract.write=true")
                .isEqualTo(Files.readString(RECORDED));
    }
}
