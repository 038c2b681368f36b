package dev.shipshape.localaws.protocol.calls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collections;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.RawCall;
import dev.shipshape.localaws.engine.Pace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Requests that are not well-formed get a 4xx in AWS's shape. */
class MalformedCallTests {

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT);

    private static void refused(HttpResponse<String> answer, int status, String type) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(type);
        assertThat(answer.headers().firstValue("x-amzn-RequestId")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = { "{nonsense", "[]", "null", "1", "\"text\"", "{\"maxResults\":\"ten\"}",
            "{\"maxResults\":1e999999999}", "{\"maxResults\":1e-999999999}", "{\"maxResults\":1e99999999999999}",
            "{\"maxResults\":1e-99999999999999}", "{\"maxResults\":2147483648}", "{\"maxResults\":1.5}",
            "{\"maxResults\":NaN}", "{\"maxResults\":[]}", "{\"nextToken\":1}", "{\"nextToken\":{}}",
            "{\"nextToken\":\"\\ud800\"}", "{} {}", "\uFEFF{}", "{\"maxResults\":1",
            "{\"maxResults\":99999999999999999999999999999999999999999999}" })
    void whatIsNotTheJsonOfTheOperationIsASerializationException(String body) {
        refused(RawCall.to(aws).body(body).send(), 400, "\"__type\":\"SerializationException\"");
    }

    @Test
    void deepNestingManyValuesAndBrokenTextAreRefused() {
        refused(RawCall.to(aws).body("{\"x\":" + "[".repeat(100_000)).send(), 400, "SerializationException");
        refused(RawCall.to(aws)
            .with("X-Amz-Target", "AmazonEC2ContainerServiceV20141113.DescribeClusters")
            .body("{\"clusters\":[" + "\"\",".repeat(150_000) + "\"\"]}")
            .send(), 400, "SerializationException");
        byte[] broken = { '{', '"', (byte) 0xC3, '"', ':', '1', '}' };
        refused(RawCall.to(aws).body(HttpRequest.BodyPublishers.ofByteArray(broken)).send(), 400,
                "SerializationException");
    }

    @Test
    void unknownMembersAndAnEmptyBodyAreNoFault() {
        assertThat(RawCall.to(aws).body("").send().statusCode()).isEqualTo(200);
        assertThat(RawCall.to(aws).body("{\"x\":{\"y\":[1e999999999,\"\\ud800\"]},\"maxResults\":1}").send().body())
            .isEqualTo("{\"clusterArns\":[]}");
        HttpResponse<String> old = RawCall.to(aws).with("Content-Type", "application/x-amz-json-1.0").send();
        assertThat(old.headers().firstValue("Content-Type"))
            .hasValueSatisfying((type) -> assertThat(type).startsWith("application/x-amz-json-1.0"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    AWS4-HMAC-SHA256 Credential=k/20260101/us-east-1/ecs/aws4_request, SignedHeaders=host | 400 | Incomplete
                    AWS4-HMAC-SHA256 SignedHeaders=host, Signature=00                                    | 400 | Incomplete
                    AWS4-HMAC-SHA256 Credential=k/today/us-east-1/ecs/aws4_request, SignedHeaders=h, Signature=0 | 400 | Incomplete
                    AWS4-HMAC-SHA256 Credential=k/20260101/us-east-1/ecs, SignedHeaders=h, Signature=0   | 400 | Incomplete
                    Bearer token                                                                         | 400 | Incomplete
                    AWS4-HMAC-SHA256                                                                     | 400 | Incomplete
                    AWS4-HMAC-SHA256 Credential=k/20260101/us-east-1/ecr/aws4_request, SignedHeaders=h, Signature=0 | 403 | Invalid
                    AWS4-HMAC-SHA256 Credential=k/20260101/nowhere/ecs/aws4_request, SignedHeaders=h, Signature=0 | 403 | Invalid
                    """)
    void aSignatureMustBeWhole(String authorization, int status, String kind) {
        refused(RawCall.to(aws).with("Authorization", authorization).send(), status, kind + "SignatureException");
    }

    /** IAM user guide, "Signing AWS API requests": each protocol has its own words. */
    @Test
    void anUnsignedCallIsRefusedInItsOwnProtocol() {
        refused(RawCall.to(aws).without("Authorization").send(), 403, "MissingAuthenticationTokenException");
        refused(RawCall.form(aws, "sts", "Action=GetCallerIdentity&Version=2011-06-15").without("Authorization").send(),
                403, "<Code>MissingAuthenticationToken</Code>");
        refused(RawCall.form(aws, "sts", "Action=DescribeVpcs&Version=2016-11-15").send(), 403,
                "<Code>SignatureDoesNotMatch</Code>");
    }

    @Test
    void aPresignedCallIsReadFromItsQuery() {
        String presigned = "/?Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Algorithm=AWS4-HMAC-SHA256"
                + "&X-Amz-Credential=test%2F20260101%2Feu-west-2%2Fsts%2Faws4_request"
                + "&X-Amz-SignedHeaders=host&X-Amz-Date=20260101T000000Z";
        RawCall call = RawCall.form(aws, "sts", "").without("Authorization").without("Content-Type").method("GET");
        assertThat(call.path(presigned + "&X-Amz-Signature=00").send().body()).contains("123456789012");
        refused(call.path(presigned).send(), 400, "<Code>IncompleteSignature</Code>");
    }

    @ParameterizedTest
    @CsvSource({ "text/plain, UnknownOperationException", "text/html, UnknownOperationException",
            "application/x-www-form-urlencoded, UnknownOperationException", "application/cbor, UnknownOperation" })
    void anotherContentTypeIsRefused(String contentType, String type) {
        refused(RawCall.to(aws).with("Content-Type", contentType).send(), 400, type);
        refused(RawCall.to(aws).with("Content-Type", contentType).without("X-Amz-Target").send(), 400, "");
    }

    @ParameterizedTest
    @ValueSource(strings = { "GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS" })
    void aCallIsAPost(String method) {
        HttpResponse<String> answer = RawCall.to(aws).method(method).with("Origin", "http://evil.example").send();
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "/service/AmazonEC2ContainerServiceV20141113/operation/ListClusters",
            "/2015-03-31/functions", "/clusters", "/x/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd" })
    void otherAddressesAreNotThere(String path) {
        HttpResponse<String> answer = RawCall.to(aws).path(path).send();
        assertThat(answer.statusCode()).isBetween(400, 404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Action=DescribeVpcs&Version=2016-11-15&MaxResults=many               | InvalidParameterValue
            Action=DescribeVpcs&Version=2016-11-15&DryRun=perhaps                | InvalidParameterValue
            Action=Nothing&Version=2016-11-15                                    | InvalidAction
            Action=DescribeVpcs&Version=2000-01-01                               | InvalidAction
            Version=2016-11-15                                                   | MissingAction
            Action=DescribeVpcs&Version=2016-11-15&VpcId.1=%zz                   | MalformedQueryString
            Action=DescribeVpcs&Version=2016-11-15&VpcId.1=%00                   | MalformedQueryString
            """)
    void malformedFormsAreRefusedInXml(String form, String code) {
        refused(RawCall.form(aws, "ec2", form).send(), 400, "<Code>" + code + "</Code>");
    }

    @Test
    void hugeIndexesAndManyFieldsCostNothing() {
        assertThat(RawCall
            .form(aws, "ec2", "Action=DescribeVpcs&Version=2016-11-15&VpcId.999999999=x&VpcId.-1=x&VpcId.x=y")
            .send()
            .statusCode()).isEqualTo(200);
        StringBuilder many = new StringBuilder("Action=DescribeVpcs&Version=2016-11-15");
        for (int field = 0; field < 11_000; field++) {
            many.append("&F.").append(field).append("=1");
        }
        refused(RawCall.form(aws, "ec2", many.toString()).send(), 400, "MalformedQueryString");
    }

    @Test
    void whatIsCompressedIsRefused() {
        refused(RawCall.to(aws).with("Content-Encoding", "gzip").send(), 415, "SerializationException");
    }

    @Test
    void hundredMegabytesAreRefusedAndNotHeld() {
        byte[] block = new byte[1024 * 1024];
        assertThat(RawCall.to(aws).body(HttpRequest.BodyPublishers.ofInputStream(() -> zeros(100, block))).send())
            .satisfies((answer) -> refused(answer, 413, "RequestEntityTooLargeException"));
        assertThat(RawCall.to(aws)
            .body(HttpRequest.BodyPublishers
                .fromPublisher(HttpRequest.BodyPublishers.ofInputStream(() -> zeros(100, block)), 100L * block.length))
            .send()).satisfies((answer) -> refused(answer, 413, "RequestEntityTooLargeException"));
    }

    private static InputStream zeros(int blocks, byte[] block) {
        return new SequenceInputStream(Collections
            .enumeration(Collections.nCopies(blocks, block).stream().map(ByteArrayInputStream::new).toList()));
    }

    @Test
    void aClientThatAsksFirstHearsTheRefusalInsteadOfContinue() throws IOException {
        assertThat(raw("POST", "Content-Length: 5", "Expect: 100-continue")).startsWith("HTTP/1.1 100");
        assertThat(raw("PUT", "Content-Length: 5", "Expect: 100-continue")).startsWith("HTTP/1.1 405");
    }

    @Test
    void brokenChunksAndHeaderBombsAreRefused() throws IOException {
        assertThat(raw("POST", "Transfer-Encoding: chunked", "", "zz")).startsWith("HTTP/1.1 400");
        assertThat(raw("POST", "X: " + "a".repeat(100_000))).startsWith("HTTP/1.1 400");
        assertThat(raw("POST", "X: a\r\n".repeat(500))).startsWith("HTTP/1.1 400");
    }

    private static String raw(String method, String... lines) throws IOException {
        String head = method + " / HTTP/1.1\r\nHost: localhost\r\n" + String.join("\r\n", lines) + "\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), URI.create(aws.url()).getPort());
                OutputStream out = socket.getOutputStream();
                InputStream in = socket.getInputStream()) {
            out.write(head.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            socket.setSoTimeout(10_000);
            return new String(in.readNBytes(12), StandardCharsets.ISO_8859_1);
        }
    }

}
