package dev.shipshape.localaws.control;

import java.net.http.HttpResponse;

import static org.assertj.core.api.Assertions.assertThat;

/** A refusal says why, as JSON. */
final class HttpResponseAssert {

    private HttpResponseAssert() {
    }

    static void isRefused(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).startsWith("{\"error\":\"").hasSizeGreaterThan(30);
    }

}
