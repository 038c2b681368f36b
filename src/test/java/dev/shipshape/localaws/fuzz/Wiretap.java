package dev.shipshape.localaws.fuzz;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Sends bytes to a server and reads what it answers: the status, or 0 if it hung up.
 * Keeps the connection as long as both sides still agree where an answer ends.
 */
final class Wiretap implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 30_000;

    private final int port;

    private @Nullable Socket socket;

    private @Nullable InputStream in;

    Wiretap(String url) {
        this.port = URI.create(url).getPort();
    }

    /** Sends a request; gives the status and the first bytes of the answer. */
    Heard send(byte[] request) throws IOException {
        boolean reused = this.socket != null;
        Heard heard = once(request);
        // A connection that was kept may have been closed meanwhile.
        return (heard.status() == 0 && reused) ? once(request) : heard;
    }

    private Heard once(byte[] request) throws IOException {
        try {
            if (this.socket == null) {
                this.socket = new Socket(InetAddress.getLoopbackAddress(), this.port);
                this.socket.setSoTimeout(PATIENCE_MILLIS);
                this.socket.setTcpNoDelay(true);
                this.in = new BufferedInputStream(this.socket.getInputStream());
            }
            this.socket.getOutputStream().write(request);
            this.socket.getOutputStream().flush();
            if (!isWhole(request)) {
                this.socket.shutdownOutput();
            }
            return read(request, isWhole(request));
        }
        catch (SocketTimeoutException ex) {
            throw ex;
        }
        catch (IOException ex) {
            close();
            return new Heard(0, "");
        }
    }

    /** Whether the server can know where this request ends. */
    private static boolean isWhole(byte[] request) {
        String text = new String(request, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        String head = (end >= 0) ? text.substring(0, end).toLowerCase(Locale.ROOT) : "";
        int length = head.indexOf("\r\ncontent-length: ");
        if (length < 0 || head.contains("transfer-encoding") || head.indexOf("\r\ncontent-length", length + 5) >= 0) {
            return false;
        }
        String value = head.substring(length + 18).lines().findFirst().orElse("");
        return value.equals(Integer.toString(request.length - end - 4)) && !head.contains("expect")
                && !head.contains("upgrade");
    }

    private Heard read(byte[] request, boolean keep) throws IOException {
        InputStream answers = this.in;
        if (answers == null) {
            throw new IOException("not connected");
        }
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = answers.read();
            if (next < 0) {
                close();
                return new Heard(head.toString().startsWith("HTTP/1.1 ") ? Integer.parseInt(head.substring(9, 12)) : 0,
                        head.toString());
            }
            head.append((char) next);
        }
        int status = Integer.parseInt(head.substring(9, 12));
        if (status == 100) {
            return read(request, keep);
        }
        String lower = head.toString().toLowerCase(Locale.ROOT);
        boolean bodiless = status == 204 || status == 304
                || new String(request, StandardCharsets.ISO_8859_1).startsWith("HEAD");
        int length = lower.indexOf("\r\ncontent-length: ");
        if (!keep || lower.contains("connection: close") || (length < 0 && !bodiless)) {
            byte[] rest = answers.readNBytes(2000);
            close();
            return new Heard(status, head + new String(rest, StandardCharsets.UTF_8));
        }
        int bytes = bodiless ? 0
                : Integer.parseInt(lower.substring(length + 18).lines().findFirst().orElse("0").strip());
        byte[] body = answers.readNBytes(bytes);
        return new Heard(status, head + new String(body, 0, Math.min(body.length, 2000), StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        if (this.socket != null) {
            this.socket.close();
            this.socket = null;
            this.in = null;
        }
    }

    /**
     * What was answered.
     *
     * @param status the HTTP status; 0 if the server hung up
     * @param start the head and the beginning of the body
     */
    record Heard(int status, String start) {
    }

}
