package dev.shipshape.cleanup.channels;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server on loopback: as much of SMTP as takes a letter. */
final class Postbox implements AutoCloseable {

    /** Letters as they came, with the recipients' lines before them. */
    final List<String> letters = new CopyOnWriteArrayList<>();

    private final ServerSocket server;

    private volatile boolean refusing;

    Postbox() {
        try {
            this.server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        Thread thread = new Thread(this::serve, "postbox");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return this.server.getLocalPort();
    }

    void refuse() {
        this.refusing = true;
    }

    private void serve() {
        while (!this.server.isClosed()) {
            try (Socket socket = this.server.accept()) {
                take(socket);
            }
            catch (IOException ex) {
                // the test is over, or the client went away
            }
        }
    }

    private void take(Socket socket) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        OutputStream out = socket.getOutputStream();
        StringBuilder letter = new StringBuilder();
        say(out, "220 postbox");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String verb = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
            switch (verb) {
                case "RCPT" -> {
                    letter.append(line).append('\n');
                    say(out, this.refusing ? "550 No such mailbox here" : "250 OK");
                }
                case "DATA" -> {
                    say(out, "354 Go on");
                    for (String text = in.readLine(); text != null && !text.equals("."); text = in.readLine()) {
                        letter.append(text).append('\n');
                    }
                    this.letters.add(letter.toString());
                    say(out, "250 OK");
                }
                case "QUIT" -> {
                    say(out, "221 Bye");
                    return;
                }
                default -> say(out, "250 OK");
            }
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        this.server.close();
    }

}
