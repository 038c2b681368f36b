package dev.shipshape;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A real browser with one page, which writes down what the page complains of. It is
 * skipped with a word where there is no Chromium, and fails there in CI.
 */
public class Chromium implements AutoCloseable {

    private static final List<String> FLAGS = List.of("--no-sandbox", "--disable-gpu", "--disable-quic",
            "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync");

    /**
     * Waits until no colour moves any more. Where an element inherits a colour that moves, its own
     * movement begins after that, so this looks again until there is none.
     */
    private static final String AT_REST = """
            (async () => {
                const frame = () => new Promise((done) => requestAnimationFrame(done));
                for (let look = 0; look < 50; look++) {
                    await frame();
                    await frame();
                    const moving = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
                    if (moving.length === 0) {
                        return true;
                    }
                    await Promise.allSettled(moving.map((animation) => animation.finished));
                }
                return false;
            })()""";

    private final Playwright playwright;

    private final Browser browser;

    private final BrowserContext context;

    private final Page page;

    private final String base;

    private final List<String> complaints = new ArrayList<>();

    private boolean inspecting;

    private Chromium(Path executable, String base) {
        this.playwright = Playwright
            .create(new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        this.browser = this.playwright.chromium()
            .launch(new LaunchOptions().setExecutablePath(executable).setHeadless(true).setArgs(FLAGS));
        // without motion, or axe measures colours half-way through a transition
        this.context = this.browser.newContext(new NewContextOptions().setReducedMotion(ReducedMotion.REDUCE));
        this.context.setDefaultTimeout(30_000);
        this.page = this.context.newPage();
        this.page.setViewportSize(1280, 800);
        this.page.onPageError((error) -> this.complaints.add(this.page.url() + ": " + error));
        this.page.onConsoleMessage(this::note);
        this.base = base;
    }

    public static Chromium open(String base) {
        Path executable = Path.of(System.getProperty("shipshape.test.chromium", "/usr/bin/chromium"));
        boolean there = Files.isExecutable(executable);
        if (Boolean.getBoolean("shipshape.test.clients-required")) {
            assertThat(there).as("Chromium is required here, at %s", executable).isTrue();
        }
        assumeTrue(there, "Skipped: there is no Chromium at " + executable);
        return new Chromium(executable, base);
    }

    private void note(ConsoleMessage message) {
        boolean ofAxe = this.inspecting && message.text().contains("inline style"); // axe tries some to measure
        if (message.type().equals("error") && !ofAxe) {
            this.complaints.add(this.page.url() + ": " + message.text());
        }
    }

    public Page page() {
        return this.page;
    }

    public void go(String path) {
        this.page.navigate(this.base + path);
    }

    /** Signs in as one of the demonstration's people, such as {@code operator}. */
    public void enter(String person) {
        go("/login");
        this.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Enter as " + person)).click();
        this.page.waitForURL((url) -> !url.endsWith("/login"));
    }

    /**
     * Writes down what the browser's threads do meanwhile.
     * @return Chromium's trace, JSON
     */
    byte[] trace(Runnable work) {
        this.browser.startTracing(this.page,
                new Browser.StartTracingOptions().setCategories(List.of("toplevel", "devtools.timeline")));
        work.run();
        return this.browser.stopTracing();
    }

    /** What the pages' scripts, their content policy, axe and the widths complained of. */
    List<String> complaints() {
        return this.complaints;
    }

    /** Takes a picture of the window for the documents. */
    void picture(String name, ColorScheme scheme) {
        Path directory = Path.of(System.getProperty("shipshape.test.screenshots", "target/screenshots"));
        this.page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        this.page.evaluate(AT_REST);
        this.page.screenshot(new ScreenshotOptions().setPath(directory.resolve(name + ".png")));
        this.page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    /**
     * Looks at the present page in light and dark and at three widths: what axe finds, and
     * what is wider than the window, are complaints.
     */
    void inspect() {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            this.page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            this.page.evaluate(AT_REST);
            violations().forEach((words) -> this.complaints.add(this.page.url() + " in " + scheme + ": " + words));
        }
        for (int width : List.of(390, 1920, 1280)) {
            this.page.setViewportSize(width, 800);
            if (!Boolean.TRUE.equals(this.page.evaluate("document.documentElement.scrollWidth <= innerWidth"))) {
                this.complaints.add(this.page.url() + " is wider than " + width + " pixels");
            }
        }
        this.page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    private List<String> violations() {
        this.inspecting = true;
        List<String> found = new AxeBuilder(this.page).setLegacyMode(true)
            .analyze()
            .getViolations()
            .stream()
            .map(Chromium::words)
            .toList();
        this.page.evaluate("1"); // what axe caused has arrived when this answers
        this.inspecting = false;
        return found;
    }

    private static String words(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes().stream().map((node) -> node.getHtml()).toList();
    }

    @Override
    public void close() {
        this.playwright.close();
    }


}
