package dev.shipshape;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says at the end of the start where the console is and where its data lies. */
@Component
class Greeting {

    private static final Logger LOG = LoggerFactory.getLogger(Greeting.class);

    private final Path data;

    Greeting(@Value("${shipshape.data-dir}") Path data) {
        this.data = data.toAbsolutePath().normalize();
    }

    @EventListener
    void greet(ApplicationReadyEvent ready) {
        if (ready.getApplicationContext() instanceof WebServerApplicationContext web) {
            Integer port = port(web);
            LOG.info("Open http://localhost:{} in a browser. Data lies in {}", port, this.data);
        }
    }

    private static @Nullable Integer port(WebServerApplicationContext context) {
        return (context.getWebServer() != null) ? context.getWebServer().getPort() : null;
    }

}
