package dev.tocsin.alerting;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;

/** Requests to the service under test. */
public final class Rest {
    private Rest() {}

    public static RequestSpecification asOperator() {
        return with(BackingResource.API_KEY);
    }

    public static RequestSpecification with(String key) {
        return RestAssured.given().header("Authorization", "Bearer " + key).contentType("application/json");
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
