package dev.tocsin.classify;

import io.quarkus.test.common.http.TestHTTPResourceManager;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.net.URI;

/** Requests for what is not for strangers: health and metrics, on a port of their own. */
public final class ManagementPort {
    private ManagementPort() {}

    public static RequestSpecification given() {
        int port = URI.create(TestHTTPResourceManager.getManagementUri()).getPort();
        return RestAssured.given().baseUri("http://localhost").port(port);
    }
}
