package dev.tocsin.alerting.problem;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.Rest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

/** What the framework refuses by itself is told as our own refusals are. */
@QuarkusTest
@QuarkusTestResource(BackingResource.class)
class ProblemIT {

    @Test
    void unknownPathIsNotFound() {
        refused(Rest.asOperator().get("/v1/nothing").then(), ProblemType.NOT_FOUND);
    }

    @Test
    void parameterOfTheWrongKindIsNoUnknownPath() {
        refused(Rest.asOperator().get("/v1/subscriptions?limit=many").then(), ProblemType.INVALID_PARAMETER);
    }

    @Test
    void unknownMethodIsNotAllowed() {
        refused(Rest.asOperator().put("/v1/keys").then(), ProblemType.METHOD_NOT_ALLOWED);
    }

    @Test
    void bodyThatIsNoJsonIsUnsupported() {
        refused(
                Rest.asOperator()
                        .contentType("text/plain")
                        .body("name=x")
                        .post("/v1/keys")
                        .then(),
                ProblemType.UNSUPPORTED_MEDIA_TYPE);
    }

    @Test
    void formatThatIsNotOfferedIsNotAcceptable() {
        refused(Rest.asOperator().accept("image/png").get("/v1/keys").then(), ProblemType.NOT_ACCEPTABLE);
    }

    @Test
    void jsonThatBreaksOffIsNamedWithItsPlace() {
        refused(Rest.asOperator().body("{\"name\":").post("/v1/keys").then(), ProblemType.MALFORMED_JSON)
                .body("detail", containsString("line 1, column"));
    }

    @Test
    void misspeltPropertyIsNamed() {
        refused(
                        Rest.asOperator()
                                .body("{\"name\":\"x\",\"rôle\":\"owner\"}")
                                .post("/v1/keys")
                                .then(),
                        ProblemType.INVALID_BODY)
                .body("property", equalTo("rôle"));
    }

    @Test
    void missingPropertyIsNamed() {
        refused(Rest.asOperator().body("{\"role\":\"owner\"}").post("/v1/keys").then(), ProblemType.INVALID_BODY)
                .body("property", equalTo("name"));
    }

    @Test
    void valueOfTheWrongKindIsNamed() {
        refused(
                        Rest.asOperator()
                                .body("{\"name\":\"x\",\"role\":\"emperor\"}")
                                .post("/v1/keys")
                                .then(),
                        ProblemType.INVALID_BODY)
                .body("property", equalTo("role"));
    }

    @Test
    void bodyThatIsTooLargeIsToldSo() {
        refused(
                Rest.asOperator()
                        .body("{\"name\":\"" + "x".repeat(100_000) + "\"}")
                        .post("/v1/keys")
                        .then(),
                ProblemType.BODY_TOO_LARGE);
    }

    private static ValidatableResponse refused(ValidatableResponse answer, ProblemType type) {
        return answer.statusCode(type.status())
                .contentType("application/problem+json")
                .body("type", equalTo(type.path()))
                .body("title", equalTo(type.title()))
                .body("status", equalTo(type.status()));
    }
}
