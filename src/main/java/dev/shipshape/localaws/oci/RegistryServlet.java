package dev.shipshape.localaws.oci;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.shipshape.localaws.oci.content.OciError;
import dev.shipshape.localaws.oci.content.Registries;
import dev.shipshape.localaws.oci.content.Registry;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers {@code /v2/*} as OCI Distribution 1.1 describes, for whoever brings a token of
 * GetAuthorizationToken. Each region has a registry of its own: the Host says which one
 * is meant, or else the token, which bears the region that it was asked for in.
 */
public final class RegistryServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final Logger logger = LoggerFactory.getLogger(RegistryServlet.class);

    private static final String ROOT = "/v2/";

    private final transient Registries registries;

    private final transient Tokens tokens;

    /** Serves these registries to the bearers of these tokens. */
    public RegistryServlet(Registries registries, Tokens tokens) {
        this.registries = registries;
        this.tokens = tokens;
    }

    private static List<Route> routes(Registry registry) {
        UploadRoutes uploads = new UploadRoutes(registry);
        BlobRoutes blobs = new BlobRoutes(registry);
        ManifestRoutes manifests = new ManifestRoutes(registry);
        // The first that fits answers; a name may have slashes, what follows it has none.
        return List.of(new Route(Pattern.compile("(.+)/blobs/uploads/?()"), uploads::start),
                new Route(Pattern.compile("(.+)/blobs/uploads/([^/]+)"), uploads::handle),
                new Route(Pattern.compile("(.+)/blobs/([^/]+)"), blobs::handle),
                new Route(Pattern.compile("(.+)/manifests/([^/]+)"), manifests::handle),
                new Route(Pattern.compile("(.+)/tags/list()"), manifests::tags),
                new Route(Pattern.compile("(.+)/referrers/([^/]+)"), manifests::referrers),
                new Route(Pattern.compile("()_catalog()"), (exchange) -> catalogue(registry, exchange)),
                new Route(Pattern.compile("()()"), RegistryServlet::ping));
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Docker-Distribution-Api-Version", "registry/2.0");
        Exchange whole = new Exchange(request, response, "", "");
        try {
            String tokensRegion = this.tokens.check(request.getHeader("Authorization"));
            String region = RegistryHost.region(request.getHeader("Host")).orElse(tokensRegion);
            route(this.registries.in(region), request, response);
        }
        catch (OciError ex) {
            if (ex.status() == 401) {
                whole.with("WWW-Authenticate", "Basic realm=\"" + request.getScheme() + "://"
                        + request.getHeader("Host") + "/\",service=\"ecr.amazonaws.com\"");
            }
            whole.json(ex.status(), ex.body());
        }
        catch (FileSystemException ex) {
            logger.error("{} {} failed on the disk", request.getMethod(), request.getRequestURI(), ex);
            OciError answer = OciError.notStored(ex);
            whole.json(answer.status(), answer.body());
        }
        catch (RuntimeException ex) {
            logger.error("{} {} failed inside the registry", request.getMethod(), request.getRequestURI(), ex);
            whole.json(500, OciError.of(500, "UNKNOWN", "The sandbox failed inside; its log says how.").body());
        }
    }

    private static void route(Registry registry, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String uri = URLDecoder.decode(request.getRequestURI().replace("+", "%2B"), StandardCharsets.UTF_8);
        String path = uri.startsWith(ROOT) ? uri.substring(ROOT.length()) : "";
        for (Route route : routes(registry)) {
            Matcher matcher = route.path().matcher(path);
            if (matcher.matches()) {
                route.answer().handle(new Exchange(request, response, matcher.group(1), matcher.group(2)));
                return;
            }
        }
        throw OciError.of(404, "UNSUPPORTED", "the registry has no such address");
    }

    private static void ping(Exchange exchange) throws IOException {
        exchange.requireReading();
        exchange.json(200, Map.of());
    }

    private static void catalogue(Registry registry, Exchange exchange) throws IOException {
        exchange.requireReading();
        exchange.json(200, Map.of("repositories", exchange.page(registry.repositories().names())));
    }

    private record Route(Pattern path, Answer answer) {

    }

    /** What stands behind an address. */
    @FunctionalInterface
    private interface Answer {

        void handle(Exchange exchange) throws IOException;

    }

}
