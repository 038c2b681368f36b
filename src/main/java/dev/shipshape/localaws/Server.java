package dev.shipshape.localaws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.AbstractProtocol;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.apache.tomcat.util.modeler.Registry;

/**
 * The endpoint's own web server: the Tomcat that is on the class path anyway, without a
 * Spring context.
 */
final class Server implements AutoCloseable {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Tomcat tomcat = new Tomcat();

    private final Connector connector = new Connector("HTTP/1.1");

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
        if (this.connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
            protocol.setMinSpareThreads(2);
            protocol.setMaxThreads(32);
            protocol.setConnectionTimeout(60_000);
        }
        this.tomcat.setConnector(this.connector);
    }

    /**
     * Starts a server.
     * @param servlets by path, such as {@code /v2/*}
     * @throws AddressInUse when another process listens there
     */
    static Server start(Path directory, String address, int port, Filter filter, Map<String, HttpServlet> servlets) {
        checkFree(address, port);
        Registry.disableRegistry();
        try {
            Files.createDirectories(directory);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        Server server = new Server(directory, address, port);
        server.mount(filter, servlets);
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

    private void mount(Filter filter, Map<String, HttpServlet> servlets) {
        Context context = this.tomcat.addContext("", null);
        context.setParentClassLoader(Server.class.getClassLoader());
        if (context instanceof StandardContext standard) {
            // Its class loader is the process's own: there is nothing to leak from.
            standard.setClearReferencesRmiTargets(false);
            standard.setClearReferencesThreadLocals(false);
        }
        FilterDef definition = new FilterDef();
        definition.setFilterName("hosts");
        definition.setFilter(filter);
        context.addFilterDef(definition);
        FilterMap map = new FilterMap();
        map.setFilterName("hosts");
        map.addURLPattern("/*");
        context.addFilterMap(map);
        servlets.forEach((path, servlet) -> Tomcat.addServlet(context, path, servlet).addMapping(path));
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
    int port() {
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

}
