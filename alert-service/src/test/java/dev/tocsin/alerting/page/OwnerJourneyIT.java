package dev.tocsin.alerting.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.Topic;
import dev.tocsin.alerting.delivery.Impatient;
import dev.tocsin.alerting.webhook.Receiver;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What an owner of subscriptions does, and what the operator does. */
@QuarkusTest
@TestProfile(Impatient.class)
@QuarkusTestResource(BackingResource.class)
class OwnerJourneyIT {
    @Test
    void ownerSubscribesTestsReplaysAndRotates() {
        Newsroom.publish();
        try (Receiver receiver = new Receiver();
                Window window = Window.open("owner").signIn()) {
            Page page = window.page();
            subscribe(window, receiver.url());
            String secret = String.valueOf(Window.text(page, "#secret"));
            assertThat(secret).startsWith("whsec_");
            window.isAccessible().shoot("secret-once");

            page.locator("main a.primary").click();
            window.isAccessible().shoot("subscription");
            page.locator("#test").click();
            assertThat(page.locator("#test-result.good")).isVisible(new IsVisibleOptions().setTimeout(20_000));
            assertThat(page.locator("#test-result")).containsText("HTTP 200");
            window.isAccessible().shoot("tested");

            page.reload();
            assertThat(page.locator("#log ~ .cards .card")).hasCount(1);
            page.locator(".card details summary").first().click();
            assertThat(page.locator(".attempts li")).containsText(Pattern.compile("HTTP 200"));
            window.shoot("log");

            page.locator(".replay").first().click();
            assertThat(page.locator(".notice.good")).isVisible();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> receiver.received().size() == 2);
            assertThat(receiver.ids().get(0)).isEqualTo(receiver.ids().get(1));
            page.reload();
            assertThat(page.locator(".attempts li")).hasCount(2, new HasCountOptions().setTimeout(15_000));
            window.shoot("replayed");

            page.locator("#rotate").click();
            window.shoot("rotate");
            page.locator("details[open] form button").click();
            assertThat(page.locator("#secret")).containsText("whsec_");
            assertThat(Window.text(page, "#secret")).isNotEqualTo(secret);
            window.shoot("rotated");

            page.locator("main a.primary").click();
            page.locator("#switch").click();
            assertThat(page.locator(".notice.good")).isVisible();
            page.locator("#delete").click();
            page.locator("button.danger").click();
            assertThat(page.locator("h1")).hasText("Subscriptions");
        }
    }

    @Test
    void formSaysWhatItWouldRingForAndWhatIsWrong() {
        Newsroom.publish();
        try (Window window = Window.open("form").signIn()) {
            Page page = window.go("/subscriptions/new").page();
            page.locator("#words").fill("hydropower");
            assertThat(page.locator(".big-sentence")).containsText(Pattern.compile("rung (once|2 times)"));
            page.locator("#url").fill("https://desk.example/hook");
            page.locator("#jurisdictions").fill("Texas");
            page.locator("form button.primary").click();
            assertThat(page.locator("#jurisdictions")).hasAttribute("aria-invalid", "true");
            assertThat(page.locator("#words")).hasValue("hydropower");
            window.isAccessible().shoot("wrong");
            window.forgive("400");
        }
    }

    @Test
    void operatorSeesDeadLettersAndSendsOneAgain() {
        try (Topic topic = new Topic();
                Window window = Window.open("operator").signIn()) {
            topic.send(new ProducerRecord<>(
                    "event.reported.v1",
                    "poison".getBytes(StandardCharsets.UTF_8),
                    "{\"reportId\": \"of another world\"}".getBytes(StandardCharsets.UTF_8)));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> !topic.deadLetters().isEmpty());
            int before = topic.deadLetters().size();
            Page page = window.go("/operator").page();
            assertThat(page.locator(".letter").first()).containsText("event.reported.v1.dlq");
            window.isAccessible().shoot("dead-letters");
            page.locator(".redrive").first().click();
            window.shoot("redrive");
            page.locator("details[open] form button").click();
            assertThat(page.locator(".notice.good")).isVisible();
            // As useless as before, it comes back to where it was.
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> topic.deadLetters().size() == before + 1);
            window.go("/operator").shoot("came-back");
        }
    }

    private static void subscribe(Window window, String url) {
        Page page = window.go("/subscriptions/new").page();
        page.locator("#url").fill(url);
        page.locator("#name").fill("Compliance desk");
        page.locator("input[name=categories][value=mining_ban]").check();
        assertThat(page.locator(".big-sentence")).isVisible();
        window.isAccessible().shoot("new");
        page.locator("form button.primary").click();
    }
}
