package dev.tocsin.alerting.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.Rest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every page, for everyone. */
@QuarkusTest
@QuarkusTestResource(BackingResource.class)
class EveryPageIT {
    private static final long MOST_BYTES = 200_000;

    @ParameterizedTest(name = "{0} dark={1} phone={2}")
    @CsvSource({
        "en-GB,false,false", "en-GB,true,false", "en-GB,false,true", "en-GB,true,true",
        "zh-CN,false,false", "zh-CN,true,false", "zh-CN,false,true", "zh-CN,true,true",
    })
    void breaksNoRuleOfAccessibilityAndFitsTheScreen(String locale, boolean dark, boolean phone) {
        Newsroom.publish();
        String name = "every-" + locale + (dark ? "-dark" : "-light") + (phone ? "-phone" : "-desk");
        try (Window window = Window.open(name, locale, dark, phone)) {
            window.go("/sign-in").isAccessible().shoot("sign-in");
            window.signIn();
            for (String path : paths()) {
                window.go(path).isAccessible().shoot(path.replaceAll("[^a-z]+", "-"));
                assertThat(window.page()
                                .evaluate(
                                        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                        .as(path + " is not wider than the screen")
                        .isEqualTo(true);
            }
            window.forgive("404");
        }
    }

    @Test
    void isLightAndSaysWhenItIsThere() {
        Newsroom.publish();
        for (String path : paths()) {
            try (Window window = Window.open("weight").signIn()) {
                Page page = window.page();
                page.navigate(path);
                // Not by waitForFunction, whose polling the page's own policy refuses as evaluation of a string.
                double paint = ((Number) page.evaluate("""
                                new Promise(done => {
                                    const look = () => {
                                        const paint = performance.getEntriesByName('first-contentful-paint')[0];
                                        paint ? done(paint.startTime) : setTimeout(look, 20);
                                    };
                                    look();
                                })
                                """)).doubleValue();
                long bytes = ((Number) page.evaluate("""
                                ['navigation', 'resource'].flatMap(kind => performance.getEntriesByType(kind))
                                    .reduce((sum, entry) => sum + entry.encodedBodySize, 0)
                                """)).longValue();
                System.out.printf(
                        "page %s: %,d bytes with scripts and styles, first contentful paint after %.0f ms%n",
                        path, bytes, paint);
                assertThat(bytes).as(path).isLessThan(MOST_BYTES);
                assertThat(paint).as(path).isPositive();
                window.forgive("404");
            }
        }
    }

    private static List<String> paths() {
        String alert = Rest.alerts("q", "hydropower").getString("data[0].id");
        return new ArrayList<>(List.of(
                "/",
                "/?q=nothing-has-this",
                "/subscriptions",
                "/subscriptions/new",
                "/trends",
                "/operator",
                "/?category=relocation&jurisdiction=US-TX",
                "/alerts/" + alert + "?why=1",
                "/alerts/alr_nosuch"));
    }
}
