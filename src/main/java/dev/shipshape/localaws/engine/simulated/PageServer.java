package dev.shipshape.localaws.engine.simulated;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves one fixed page per loopback port, all ports with one thread, which is not
 * started before there is a port: a class may run hundreds of tasks in a small heap.
 */
final class PageServer implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(PageServer.class);

    /** More tasks than anyone looks at, and fewer files than a process may have open. */
    private static final int MOST_PORTS = 500;

    private static final int MAX_REQUEST = 16 * 1024;

    private static final long PATIENCE_MILLIS = 10_000;

    private final Map<Integer, ServerSocketChannel> ports = new ConcurrentHashMap<>();

    private @Nullable Selector selector;

    /**
     * Listens on a port.
     * @param wanted the port to take if it is free, else or when 0 any free one
     * @return the port; empty when there are too many already
     */
    synchronized OptionalInt open(int wanted, Supplier<String> html) {
        if (this.ports.size() >= MOST_PORTS) {
            return OptionalInt.empty();
        }
        try {
            ServerSocketChannel channel = bind(wanted);
            channel.configureBlocking(false);
            Selector current = selector();
            channel.register(current, SelectionKey.OP_ACCEPT, response(html.get()));
            current.wakeup();
            int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
            this.ports.put(port, channel);
            return OptionalInt.of(port);
        }
        catch (IOException ex) {
            logger.warn("The page of a simulated task cannot be served", ex);
            return OptionalInt.empty();
        }
    }

    private static ServerSocketChannel bind(int wanted) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
            return channel;
        }
        catch (IOException ex) {
            channel.close();
            if (wanted == 0) {
                throw ex;
            }
            return bind(0);
        }
    }

    /** Stops listening on a port that {@link #open} gave. */
    synchronized void close(int port) {
        ServerSocketChannel channel = this.ports.remove(port);
        if (channel != null) {
            quietly(channel);
            // The port is freed by the next selection only.
            if (this.selector != null) {
                this.selector.wakeup();
            }
        }
    }

    private Selector selector() throws IOException {
        Selector current = this.selector;
        if (current == null) {
            current = Selector.open();
            this.selector = current;
            Selector started = current;
            Thread thread = new Thread(() -> serve(started), "localaws-pages");
            // Else it would keep the class loader of the request that opened the first
            // page.
            thread.setContextClassLoader(PageServer.class.getClassLoader());
            thread.setDaemon(true);
            thread.start();
        }
        return current;
    }

    private static void serve(Selector selector) {
        try {
            while (selector.isOpen()) {
                selector.select(PATIENCE_MILLIS / 2);
                List<SelectionKey> ready = new ArrayList<>(selector.selectedKeys());
                selector.selectedKeys().clear();
                ready.forEach((key) -> handle(selector, key));
                dropTheSlow(selector);
            }
        }
        catch (java.nio.channels.ClosedSelectorException ex) {
            logger.trace("The pages of simulated tasks are closed", ex);
        }
        catch (IOException ex) {
            logger.error("The pages of simulated tasks cannot be served any more", ex);
        }
    }

    private static void handle(Selector selector, SelectionKey key) {
        try {
            if (key.isValid() && key.isAcceptable()) {
                SocketChannel client = ((ServerSocketChannel) key.channel()).accept();
                if (client != null) {
                    client.configureBlocking(false);
                    client.register(selector, SelectionKey.OP_READ, new Visit((byte[]) key.attachment()));
                }
            }
            else if (key.isValid()) {
                ((Visit) key.attachment()).go(key);
            }
        }
        catch (IOException ex) {
            logger.debug("A visitor of a simulated task left early", ex);
            quietly(key.channel());
        }
    }

    private static void dropTheSlow(Selector selector) {
        long now = System.nanoTime();
        for (SelectionKey key : selector.keys()) {
            if (key.attachment() instanceof Visit visit && visit.isOlderThan(now)) {
                quietly(key.channel());
            }
        }
    }

    private static byte[] response(String html) {
        byte[] body = html.getBytes(StandardCharsets.UTF_8);
        byte[] head = ("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: " + body.length
                + "\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(head.length + body.length).put(head).put(body).array();
    }

    private static void quietly(AutoCloseable channel) {
        try {
            channel.close();
        }
        catch (Exception ex) {
            logger.debug("A channel did not close", ex);
        }
    }

    @Override
    public synchronized void close() {
        List.copyOf(this.ports.keySet()).forEach(this::close);
        Selector current = this.selector;
        if (current != null) {
            this.selector = null;
            quietly(current);
        }
    }

    /** One request: read up to its empty line, then answered, then closed. */
    private static final class Visit {

        private final long since = System.nanoTime();

        private final StringBuilder request = new StringBuilder();

        private final ByteBuffer response;

        Visit(byte[] response) {
            this.response = ByteBuffer.wrap(response);
        }

        boolean isOlderThan(long now) {
            return now - this.since > PATIENCE_MILLIS * 1_000_000;
        }

        void go(SelectionKey key) throws IOException {
            SocketChannel client = (SocketChannel) key.channel();
            if (key.isReadable() && !read(client)) {
                client.close();
                return;
            }
            if (this.request.indexOf("\r\n\r\n") >= 0) {
                client.write(this.response);
                if (this.response.hasRemaining()) {
                    key.interestOps(SelectionKey.OP_WRITE);
                }
                else {
                    client.shutdownOutput();
                    client.close();
                }
            }
        }

        private boolean read(SocketChannel client) throws IOException {
            ByteBuffer buffer = ByteBuffer.allocate(4096);
            try {
                int count = client.read(buffer);
                this.request.append(StandardCharsets.ISO_8859_1.decode(buffer.flip()));
                return count >= 0 && this.request.length() <= MAX_REQUEST;
            }
            catch (ClosedChannelException ex) {
                return false;
            }
        }

    }

}
