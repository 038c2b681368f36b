package dev.shipshape.web.thymeleaf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.webjars.WebJarVersionLocator;

import org.springframework.stereotype.Component;

/**
 * Bootstrap's icons, written into the page itself so that they take the text's colour and
 * need no request. They say nothing that the word beside them does not say, so screen
 * readers pass over them.
 */
@Component
class Icons {

    private final WebJarVersionLocator locator = new WebJarVersionLocator();

    private final Map<String, String> svgs = new ConcurrentHashMap<>();

    String svg(String name) {
        return this.svgs.computeIfAbsent(name, this::read);
    }

    private String read(String name) {
        if (!name.matches("[a-z0-9-]+")) {
            throw new IllegalArgumentException("Not the name of an icon: " + name);
        }
        String path = this.locator.fullPath("bootstrap-icons", "icons/" + name + ".svg");
        try (InputStream file = (path != null) ? getClass().getClassLoader().getResourceAsStream(path) : null) {
            if (file == null) {
                throw new IllegalArgumentException("Bootstrap has no icon named " + name);
            }
            String svg = new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
            return svg.replaceFirst("<svg ", "<svg aria-hidden=\"true\" focusable=\"false\" ");
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

}
