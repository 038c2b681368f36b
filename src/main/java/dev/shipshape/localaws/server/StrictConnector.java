package dev.shipshape.localaws.server;

import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.CoyoteAdapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;

/**
 * A connector that takes malformed HTTP for the client's fault: an unknown version,
 * transfer encoding or CONNECT is 400 and not one of Tomcat's 5xx.
 */
final class StrictConnector extends Connector {

    StrictConnector() {
        super("HTTP/1.1");
    }

    @Override
    protected void initInternal() throws LifecycleException {
        super.initInternal();
        getProtocolHandler().setAdapter(new Strict(this));
    }

    /** What stands between the protocol and the servlets. */
    private static final class Strict extends CoyoteAdapter {

        Strict(Connector connector) {
            super(connector);
        }

        @Override
        public void service(Request request, Response response) throws Exception {
            if (response.getStatus() >= 500) {
                response.setStatus(400);
            }
            if ("CONNECT".equals(request.getMethod())) {
                request.setMethod("CONNECT-IS-FOR-PROXIES");
            }
            super.service(request, response);
        }

    }

}
