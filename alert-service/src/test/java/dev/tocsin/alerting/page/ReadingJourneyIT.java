package dev.tocsin.alerting.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.Rest;
import dev.tocsin.alerting.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a reader does of a morning. */
@QuarkusTest
@QuarkusTestResource(BackingResource.class)
class ReadingJourneyIT {
    @BeforeEach
    void news() {
        Newsroom.publish();
    }

    @Test
    void personSignsInAndComesToWhereSheWanted() {
        try (Window window = Window.open("sign-in")) {
            Page page = window.page();
            window.go("/?category=relocation").shoot("asked");
            page.locator("#key").fill("tocsin_wrong");
            page.locator("main button.primary").click();
            assertThat(page.locator("#key-error")).isVisible();
            window.shoot("wrong-key");
            window.forgive("401");
            page.locator("#key").fill(BackingResource.API_KEY);
            page.locator("main button.primary").click();
            assertThat(page.locator("h1")).hasText("Alerts");
            assertThat(page.url()).endsWith("/?category=relocation");
            window.shoot("in");
            page.locator(".out button").click();
            assertThat(page.locator("h1")).hasText("Sign in");
            window.go("/");
            assertThat(page.locator("h1")).hasText("Sign in");
        }
    }

    @Test
    void filterIsALinkThatAnotherReaderOpens() {
        String link;
        try (Window window = Window.open("filter").signIn()) {
            Page page = window.page();
            page.locator("#q").fill("Northline rigs");
            page.locator("details summary").first().click();
            page.locator("input[name=category][value=relocation]").check();
            page.locator("#jurisdiction").fill("US-TX");
            window.shoot("form");
            page.locator(".search button").click();
            assertThat(page.locator(".card")).hasCount(1);
            assertThat(page.locator(".chip")).hasCount(3);
            link = page.url();
            assertThat(link)
                    .contains("q=Northline")
                    .contains("category=relocation")
                    .doesNotContain("since");
            window.shoot("found");
        }
        try (Window other = Window.open("filter-shared").signIn()) {
            Page page = other.go(link).page();
            assertThat(page.locator(".card h2")).hasText(Newsroom.MOVE);
            page.locator(".chip").first().click();
            assertThat(page.locator(".chip")).hasCount(2);
        }
    }

    @Test
    void alertRingsInWithoutTheReadersDoing() {
        String title = "Iceland county bans crypto mining " + System.nanoTime();
        try (Window window = Window.open("live").signIn();
                Topic topic = new Topic()) {
            Page page = window.page();
            window.go("about:blank");
            page.unroute("**/v1/alerts/stream*");
            page.route("**/v1/alerts/stream*", route -> {
                topic.report(Newsroom.aNewBan(title, "IS"));
                Awaitility.await()
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> !Rest.alerts("q", title).getList("data").isEmpty());
                route.fulfill(new FulfillOptions()
                        .setContentType("text/event-stream")
                        .setBody("retry: 600000\nevent: alert.raised\nid: 1\ndata: {}\n\n"));
            });
            window.go("/");
            Locator fresh = page.locator(".card.fresh");
            assertThat(fresh).isVisible(new IsVisibleOptions().setTimeout(30_000));
            assertThat(fresh.locator("h2")).hasText(title);
            assertThat(page.locator("#bell")).containsText(title);
            window.shoot("rang");
        }
    }

    @Test
    void alertIsReadWithItsEvidenceItsTimelineAndItsReasons() {
        try (Window window = Window.open("alert").signIn()) {
            Page page = window.page();
            page.locator(".card h2 a", new Page.LocatorOptions().setHasText("Sichuan"))
                    .click();
            assertThat(page.locator("h1")).hasText(Newsroom.BAN);
            assertThat(page.locator(".outlet")).hasCount(2);
            assertThat(page.locator("mark").first()).containsText("26 hydropower plants");
            assertThat(page.locator(".timeline li")).hasCount(2);
            assertThat(page.locator(".outlet a").first()).hasAttribute("rel", "noreferrer noopener external");
            window.shoot("read");
            page.locator("#why + p a").click();
            assertThat(page.locator(".ties")).isVisible();
            window.shoot("why");
            page.locator("input[value=late]").check();
            page.locator("#note").fill("We had it on Tuesday.");
            page.locator(".side-column form button").click();
            assertThat(page.locator("[role=status].notice")).isVisible();
        }
    }

    @Test
    void readerSwitchesLanguageAndTheme() {
        try (Window window = Window.open("switch").signIn()) {
            Page page = window.page();
            page.locator("button[value=zh]").click();
            assertThat(page.locator("h1")).hasText("警报");
            assertThat(page.locator("html")).hasAttribute("lang", "zh-Hans");
            page.locator("button[value=dark]").click();
            assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
            assertThat((String) page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
                    .isEqualTo("rgb(18, 20, 23)");
            window.shoot("chinese-dark");
            page.locator(".card h2 a").first().click();
            window.shoot("chinese-dark-alert");
        }
    }
}
