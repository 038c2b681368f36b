package dev.shipshape.localaws.oci;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.shipshape.localaws.oci.content.Digest;
import dev.shipshape.localaws.oci.content.OciError;
import dev.shipshape.localaws.oci.content.Registries;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Gives layers under the addresses of GetDownloadUrlForLayer, and refuses as Amazon S3
 * does, where AWS keeps them.
 */
public final class LayerServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final Pattern PATH = Pattern.compile(LayerLinks.ROOT + "([^/]+)/(.+)/([^/]+)");

    private final transient Registries registries;

    private final transient LayerLinks links;

    /** Serves the layers of these registries. */
    public LayerServlet(Registries registries, LayerLinks links) {
        this.registries = registries;
        this.links = links;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Matcher path = PATH.matcher(Exchange.decoded(request.getRequestURI()));
        if (!path.matches()) {
            refuse(response, 404, "NoSuchKey", "The specified key does not exist.");
            return;
        }
        Exchange exchange = new Exchange(request, response, path.group(2), path.group(3));
        Optional<Digest> digest = Digest.parse(path.group(3));
        String end = Optional.ofNullable(exchange.query("Expires")).orElse("");
        String signature = Optional.ofNullable(exchange.query("Signature")).orElse("");
        if (digest.isEmpty() || !end.matches("\\d{1,12}")
                || !this.links.isOurs(path.group(1), path.group(2), digest.get(), Long.parseLong(end), signature)) {
            refuse(response, 403, "SignatureDoesNotMatch", "The request signature we calculated does not match the "
                    + "signature you provided. Check your key and signing method.");
        }
        else if (this.links.isOver(Long.parseLong(end))) {
            refuse(response, 403, "AccessDenied", "Request has expired");
        }
        else {
            give(path.group(1), exchange);
        }
    }

    private void give(String region, Exchange exchange) throws IOException {
        try {
            new BlobRoutes(this.registries.in(region)).handle(exchange);
        }
        catch (OciError ex) {
            if (ex.status() == 416) {
                refuse(exchange.response(), 416, "InvalidRange", "The requested range is not satisfiable");
            }
            else {
                refuse(exchange.response(), 404, "NoSuchKey", "The specified key does not exist.");
            }
        }
    }

    private static void refuse(HttpServletResponse response, int status, String code, String message)
            throws IOException {
        response.setStatus(status);
        response.setContentType("application/xml");
        response.getWriter()
            .print("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>" + message
                    + "</Message></Error>");
    }

}
