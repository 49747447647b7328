package dev.tocsin.alerting.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import dev.tocsin.alerting.BackingResource;
import io.restassured.RestAssured;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A browser's window in which a person walks through the page. Whatever the console complains of, and whatever request fails,
 * fails the walk.
 */
public final class Window implements AutoCloseable {
    private static final Path CHROMIUM = Stream.of(
                    System.getProperty("tocsin.chromium", ""), "/usr/bin/chromium", "/usr/bin/google-chrome")
            .filter(path -> !path.isEmpty())
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(Path.of("/usr/bin/chromium"));

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final Playwright playwright;
    private final Browser browser;
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final String name;
    private int shots;

    private Window(String name, Browser.NewContextOptions options) {
        this.name = name;
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")));
        context = browser.newContext(options.setBaseURL(RestAssured.baseURI + ":" + RestAssured.port));
        page = context.newPage();
        page.setDefaultTimeout(15_000);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.type() + ": " + message.text() + " " + message.location());
            }
        });
        page.onPageError(error -> complaints.add("script: " + error));
        page.onRequestFailed(request -> {
            // A page that is left ends what it had open, such as its stream.
            if (!"net::ERR_ABORTED".equals(request.failure())) {
                complaints.add("request: " + request.url() + " " + request.failure());
            }
        });
    }

    /** @param name of the journey, and so of its pictures */
    public static Window open(String name) {
        return open(name, new Browser.NewContextOptions().setLocale("en-GB"));
    }

    public static Window open(String name, Browser.NewContextOptions options) {
        Assumptions.assumeTrue(
                Files.isExecutable(CHROMIUM), "no Chromium at " + CHROMIUM + ": install it, or set -Dtocsin.chromium");
        Window window = new Window(name, options);
        window.withoutStream();
        return window;
    }

    /** A reader of a language, by day or night, at a desk or on the way. */
    public static Window open(String name, String locale, boolean dark, boolean phone) {
        return open(
                name,
                new Browser.NewContextOptions()
                        .setLocale(locale)
                        .setColorScheme(dark ? ColorScheme.DARK : ColorScheme.LIGHT)
                        .setViewportSize(phone ? 390 : 1280, phone ? 844 : 900));
    }

    /** The stream is another's to test; here it is silent unless a journey has it speak. */
    private void withoutStream() {
        page.route("**/v1/alerts/stream*", route -> {});
    }

    public Page page() {
        return page;
    }

    public Window signIn() {
        return signIn(BackingResource.API_KEY);
    }

    public Window signIn(String key) {
        page.navigate("/sign-in");
        page.locator("#key").fill(key);
        page.locator("main button.primary").click();
        page.waitForURL(url -> !url.contains("/sign-in"));
        return this;
    }

    public Window go(String path) {
        page.navigate(path);
        return this;
    }

    /** Kept with the build's output, for people to look at. */
    public Window shoot(String what) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(SCREENSHOTS.resolve("%s-%02d-%s.png".formatted(name, ++shots, what))));
        return this;
    }

    /** No rule of axe-core is broken. */
    public Window isAccessible() {
        var broken = new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .map(rule -> rule.getId() + ": " + rule.getHelp() + " "
                                + rule.getNodes().stream()
                                        .map(node -> node.getTarget() + " " + node.getFailureSummary())
                                        .collect(Collectors.joining("; ")))
                        .toList();
        assertThat(broken).as("axe on " + page.url() + " (" + name + ")").isEmpty();
        return this;
    }

    /** Without them the next steps begin anew: for a journey that means to fail on purpose. */
    public void forgive(String part) {
        complaints.removeIf(complaint -> complaint.contains(part));
    }

    public List<String> complaints() {
        return complaints;
    }

    @Override
    public void close() {
        try {
            context.close();
            browser.close();
        } finally {
            playwright.close();
        }
        assertThat(complaints).as("the browser's complaints in " + name).isEmpty();
    }

    static @Nullable String text(Page page, String selector) {
        return page.locator(selector).first().textContent();
    }
}
