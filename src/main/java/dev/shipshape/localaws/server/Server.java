package dev.shipshape.localaws.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import dev.shipshape.localaws.protocol.calls.AwsApi;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.apache.tomcat.util.modeler.Registry;

/**
 * The endpoint's own web server: the Tomcat that is on the class path anyway, without a
 * Spring context.
 */
public final class Server implements AutoCloseable {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static final int SWALLOWED_BYTES = 4 * 1024 * 1024;

    private static final int HEADER_BYTES = 16 * 1024;

    /** How long a client may send nothing in the midst of a request. */
    private static final int SILENCE_MILLIS = 20_000;

    private final Tomcat tomcat = new Tomcat();

    private final Connector connector = new StrictConnector();

    private final String address;

    private final int port;

    private Server(Path directory, String address, int port) {
        this.address = address;
        this.port = port;
        this.tomcat.setBaseDir(directory.toString());
        this.tomcat.setSilent(true);
        // Two servers of one name in one process would meet in JMX.
        this.tomcat.getEngine().setName("localaws-" + NUMBER.incrementAndGet());
        this.connector.setProperty("address", address);
        this.connector.setPort(port);
        this.connector.setURIEncoding("UTF-8");
        this.connector.setXpoweredBy(false);
        // What a refused request still sends is read, so that its client sees the answer.
        this.connector.setProperty("maxSwallowSize", Integer.toString(SWALLOWED_BYTES));
        this.connector.setProperty("maxHttpRequestHeaderSize", Integer.toString(HEADER_BYTES));
        // A client that asks first hears the refusal of a body before it sends it.
        this.connector.setProperty("continueResponseTiming", "onRead");
        if (this.connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
            protocol.setMinSpareThreads(2);
            protocol.setMaxThreads(128);
            protocol.setConnectionTimeout(SILENCE_MILLIS);
            protocol.setKeepAliveTimeout(60_000);
        }
        this.tomcat.setConnector(this.connector);
    }

    /**
     * Starts a server.
     * @param hosts host names that it answers to besides loopback's
     * @param servlets by path, such as {@code /v2/*}
     * @throws AddressInUse when another process listens there
     */
    public static Server start(Path directory, String address, int port, Set<String> hosts,
            Map<String, HttpServlet> servlets) {
        checkFree(address, port);
        Registry.disableRegistry();
        try {
            Files.createDirectories(directory);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        Server server = new Server(directory, address, port);
        server.mount(List.of(new HostCheck(hosts), new BodyGuard()), servlets);
        server.start();
        return server;
    }

    /** Tomcat would log a stack trace where one sentence is wanted. */
    private static void checkFree(String address, int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(address, port));
        }
        catch (BindException ex) {
            throw new AddressInUse(address, port);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private void mount(List<Filter> filters, Map<String, HttpServlet> servlets) {
        Context context = this.tomcat.addContext("", null);
        context.setParentClassLoader(Server.class.getClassLoader());
        if (context instanceof StandardContext standard) {
            // Its class loader is the process's own: there is nothing to leak from.
            standard.setClearReferencesRmiTargets(false);
            standard.setClearReferencesThreadLocals(false);
        }
        context.getPipeline().addValve(new Endings());
        filters.forEach((filter) -> mount(context, filter));
        servlets.forEach((path, servlet) -> Tomcat.addServlet(context, path, servlet).addMapping(path));
    }

    private static void mount(Context context, Filter filter) {
        String name = filter.getClass().getSimpleName();
        FilterDef definition = new FilterDef();
        definition.setFilterName(name);
        definition.setFilter(filter);
        context.addFilterDef(definition);
        FilterMap map = new FilterMap();
        map.setFilterName(name);
        map.addURLPattern("/*");
        context.addFilterMap(map);
    }

    private void start() {
        try {
            this.tomcat.start();
        }
        catch (LifecycleException ex) {
            close();
            throw new IllegalStateException("The sandbox's server did not start.", ex);
        }
        if (this.connector.getLocalPort() <= 0) {
            close();
            throw new AddressInUse(this.address, this.port);
        }
    }

    /** The port that it listens on. */
    public int port() {
        return this.connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            this.tomcat.stop();
            this.tomcat.destroy();
        }
        catch (LifecycleException ex) {
            throw new IllegalStateException("The sandbox's server did not stop.", ex);
        }
    }

    /**
     * What only the server itself can do: not to wait for the rest of a body, and to hang
     * up.
     */
    private static final class Endings extends ValveBase {

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            Runnable abandon = () -> request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
            request.setAttribute(BodyGuard.ABANDON, abandon);
            Runnable hangUp = () -> response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
            request.setAttribute(AwsApi.HANG_UP, hangUp);
            getNext().invoke(request, response);
        }

    }

}
