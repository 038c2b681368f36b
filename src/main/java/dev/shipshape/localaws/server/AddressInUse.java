package dev.shipshape.localaws.server;

import java.io.Serial;

/** Another process listens where the endpoint should. */
public final class AddressInUse extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    AddressInUse(String address, int port) {
        super("The sandbox cannot listen on " + address + ":" + port + ": another process does.");
    }

}
