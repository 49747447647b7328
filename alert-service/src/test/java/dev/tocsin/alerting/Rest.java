package dev.tocsin.alerting;

import io.quarkus.test.common.http.TestHTTPResourceManager;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.net.URI;

/** Requests to the service under test. */
public final class Rest {
    private Rest() {}

    public static RequestSpecification asOperator() {
        return with(BackingResource.API_KEY);
    }

    public static RequestSpecification with(String key) {
        return RestAssured.given().header("Authorization", "Bearer " + key).contentType("application/json");
    }

    /** What is not for strangers: health and metrics, on a port of their own. */
    public static RequestSpecification ofManagement() {
        int port = URI.create(TestHTTPResourceManager.getManagementUri()).getPort();
        return RestAssured.given().baseUri("http://localhost").port(port);
    }

    /** The first page of the alerts that a filter finds. */
    public static JsonPath alerts(String filter, String value) {
        return asOperator()
                .queryParam(filter, value)
                .get("/v1/alerts")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
