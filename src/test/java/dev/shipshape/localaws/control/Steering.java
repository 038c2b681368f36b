package dev.shipshape.localaws.control;

import java.net.http.HttpResponse;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.RawCall;

import static org.assertj.core.api.Assertions.assertThat;

/** Steers a server as a class would, by HTTP. */
final class Steering {

    private final LocalAwsServer server;

    Steering(LocalAwsServer server) {
        this.server = server;
    }

    /** Adds a fault. */
    void fault(String json) {
        HttpResponse<String> answer = post("faults", json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    HttpResponse<String> post(String address, String json) {
        return send("POST", address, json);
    }

    HttpResponse<String> send(String method, String address, String json) {
        return RawCall.plain(this.server, "/_localaws/" + address).method(method).body(json).send();
    }

    String get(String address) {
        return RawCall.plain(this.server, "/_localaws/" + address).method("GET").send().body();
    }

}
