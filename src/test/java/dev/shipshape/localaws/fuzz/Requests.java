package dev.shipshape.localaws.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;

import dev.shipshape.localaws.RawCall;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** Malformed and odd requests for every part of the endpoint. */
final class Requests {

    private static final Map<String, String> TARGETS = Map.of("ecs", "AmazonEC2ContainerServiceV20141113", "ecr",
            "AmazonEC2ContainerRegistry_V20150921", "logs", "Logs_20140328", "tagging",
            "ResourceGroupsTaggingAPI_20170126", "application-autoscaling", "AnyScaleFrontendService",
            "servicediscovery", "Route53AutoNaming_v20170314", "pricing", "AWSPriceListService");

    private static final Map<String, String> VERSIONS = Map.of("sts", "2011-06-15", "iam", "2010-05-08", "ec2",
            "2016-11-15", "elasticloadbalancing", "2015-12-01");

    private static final Map<String, String> PACKAGES = Map.of("logs", "cloudwatchlogs", "tagging",
            "resourcegroupstaggingapi", "application-autoscaling", "applicationautoscaling", "elasticloadbalancing",
            "elasticloadbalancingv2");

    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS",
            "TRACE", "CONNECT", "BREW");

    private final Chance chance;

    private final Inputs inputs;

    private final List<String> operations;

    private final Map<String, SdkPojo> builders = new LinkedHashMap<>();

    private final UploadRequests uploads;

    Requests(Chance chance, SortedSet<String> operations, String registryToken) {
        this.chance = chance;
        this.inputs = new Inputs(chance);
        this.operations = List.copyOf(operations);
        this.uploads = new UploadRequests(chance, registryToken);
    }

    /** The next one, as bytes of HTTP. */
    byte[] next() {
        return switch (this.chance.below(10)) {
            case 0, 1, 2, 3 -> operation(false);
            case 4 -> operation(true);
            case 5 -> headers();
            case 6, 7, 8 -> this.uploads.next();
            default -> this.chance.in(2) ? framing() : address();
        };
    }

    /** A call with an odd input; maybe with broken bytes. */
    private byte[] operation(boolean broken) {
        String operation = this.chance.of(this.operations);
        if (operation.equals("ec2:CreateKeyPair") && !this.chance.in(20)) {
            operation = "ec2:DescribeKeyPairs"; // each makes a real key, which takes a
                                                // second
        }
        String service = operation.substring(0, operation.indexOf(':'));
        String name = operation.substring(operation.indexOf(':') + 1);
        SdkPojo builder = this.builders.computeIfAbsent(operation, (each) -> builder(service, name));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Authorization", RawCall.signed(service));
        byte[] body;
        if (TARGETS.containsKey(service)) {
            headers.put("Content-Type", "application/x-amz-json-1.1");
            headers.put("X-Amz-Target", TARGETS.get(service) + "." + name);
            body = this.inputs.json(builder).getBytes(StandardCharsets.UTF_8);
        }
        else {
            headers.put("Content-Type", "application/x-www-form-urlencoded");
            body = ("Action=" + name + "&Version=" + VERSIONS.get(service) + this.inputs.form(builder))
                .getBytes(StandardCharsets.UTF_8);
        }
        return http("POST", "/", headers, broken ? this.chance.mutated(body) : body);
    }

    private static SdkPojo builder(String service, String name) {
        String type = "software.amazon.awssdk.services." + PACKAGES.getOrDefault(service, service) + ".model." + name
                + "Request";
        try {
            return (SdkPojo) Class.forName(type).getMethod("builder").invoke(null);
        }
        catch (ClassNotFoundException ex) {
            return UpdateServiceRequest.builder(); // an operation that the SDK is too old
                                                   // for
        }
        catch (ReflectiveOperationException ex) {
            throw new IllegalStateException("no builder for " + service + ":" + name, ex);
        }
    }

    /** A good call with odd headers. */
    private byte[] headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Authorization", RawCall.SIGNED);
        headers.put("Content-Type", "application/x-amz-json-1.1");
        headers.put("X-Amz-Target", "AmazonEC2ContainerServiceV20141113.ListClusters");
        List<String> names = new ArrayList<>(headers.keySet());
        names.addAll(List.of("Host", "Content-Encoding", "Expect", "Origin", "Accept", "X-Amz-Date",
                "X-Amz-Content-Sha256", "Range", "Transfer-Encoding", "Content-Length", "Upgrade", "Cookie"));
        for (int times = 1 + this.chance.below(3); times > 0; times--) {
            String name = this.chance.of(names);
            switch (this.chance.below(4)) {
                case 0 -> headers.remove(name);
                case 1 -> headers.put(name,
                        clean(new String(
                                this.chance
                                    .mutated(headers.getOrDefault(name, "value").getBytes(StandardCharsets.ISO_8859_1)),
                                StandardCharsets.ISO_8859_1)));
                case 2 -> headers.put(name, clean(this.chance.text()));
                default -> headers.put(name.toUpperCase(Locale.ROOT), this.chance.number());
            }
        }
        return http("POST", "/", headers, "{}".getBytes(StandardCharsets.UTF_8));
    }

    private static String clean(String header) {
        return header.replaceAll("[\\r\\n]", "");
    }

    private byte[] address() {
        String path = this.chance.of(List.of("/", "/_localaws/", "/_localaws/clock", "/_localaws/faults",
                "/_localaws/requests", "/_localaws/faults/1", "/clusters", "/%2e%2e/x", "/a/../../b", "//", "/?",
                "/?Action=", "/?Action=GetCallerIdentity&Version=2011-06-15", "/service/x/operation/y", "/%zz", "/%00",
                "*", "/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=%zz", "http://evil.example/", "/\u00ff"));
        boolean control = path.startsWith("/_localaws");
        String body = control ? this.chance.wrong() : this.chance.text();
        Map<String, String> headers = new LinkedHashMap<>();
        if (this.chance.in(2)) {
            headers.put("Content-Type", this.chance.of(List.of("text/plain", "application/cbor", "multipart/form-data",
                    "application/x-www-form-urlencoded", ";;;", "application/x-amz-json-1.1; charset=\u00ff")));
        }
        return http(this.chance.of(METHODS), path, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Broken HTTP. */
    private byte[] framing() {
        String whole = this.chance.of(List.of("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n{}",
                "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{}\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nffffffffff\r\n{}",
                "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n{}",
                "POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}", "POST / HTTP/9.9\r\nHost: localhost\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "POST  /  HTTP/1.1\r\n\r\n", "\r\n\r\n",
                "GET /\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(70_000) + "\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: localhost\r\n" + "X: a\r\n".repeat(300) + "\r\n"));
        byte[] bytes = whole.getBytes(StandardCharsets.ISO_8859_1);
        return this.chance.in(2) ? this.chance.mutated(bytes) : bytes;
    }

    static byte[] http(String method, String path, Map<String, String> headers, byte[] body) {
        StringBuilder head = new StringBuilder(method).append(' ').append(path).append(" HTTP/1.1\r\n");
        headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (!headers.containsKey("Host")) {
            head.append("Host: localhost\r\n");
        }
        if (!headers.containsKey("Content-Length")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
        byte[] whole = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, whole, start.length, body.length);
        return whole;
    }

}
