package dev.shipshape.aws;

import java.io.IOException;
import java.net.SocketTimeoutException;

import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * An HTTP client that calls it a time-out if a call loses its HTTP connection in the
 * middle, because it took too long. Apache's calls it an illegal state ("Endpoint not
 * acquired"), at which the SDK gives up without words of its own.
 */
final class CutOff implements SdkHttpClient {

    private final SdkHttpClient http;

    CutOff(SdkHttpClient http) {
        this.http = http;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = this.http.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                try {
                    return prepared.call();
                }
                catch (IllegalStateException ex) {
                    SocketTimeoutException cutOff = new SocketTimeoutException(
                            "The call was cut off: " + ex.getMessage());
                    cutOff.initCause(ex);
                    throw cutOff;
                }
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    @Override
    public String clientName() {
        return this.http.clientName();
    }

    @Override
    public void close() {
        this.http.close();
    }

}
