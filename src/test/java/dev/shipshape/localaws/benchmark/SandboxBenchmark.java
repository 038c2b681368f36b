package dev.shipshape.localaws.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ecr.EcrClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Start, tasks by the thousand and a large push, against a sandbox in a process of its
 * own. Not among the tests of a build, as its name says none; {@code
 * docs/benchmarks/sandbox.sh} runs it.
 */
class SandboxBenchmark {

    private static final int FEW = 100;

    private static final int MANY = Integer.getInteger("shipshape.benchmark.tasks", 10_000);

    private static final long MEGABYTES = Long.getLong("shipshape.benchmark.megabytes", 1024);

    private static final int CALLS = 2000;

    @Test
    void measure(@TempDir Path directory) throws IOException {
        try (SandboxProcess sandbox = SandboxProcess.start(directory)) {
            say("start, empty: %d ms from the start of Java to an answer, heap in use %s of 256 MB",
                    sandbox.startUp().toMillis(), sandbox.heap());
            tasks(new Load(sandbox.url()), subnets(sandbox.url()));
            say("heap in use with %d tasks: %s", MANY, sandbox.heap());
        }
        try (SandboxProcess sandbox = SandboxProcess.start(directory)) {
            say("start with %d tasks: %d ms", MANY, sandbox.startUp().toMillis());
            push(sandbox.url());
            say("heap in use after the push: %s", sandbox.heap());
        }
    }

    private static void say(String format, Object... values) {
        System.out.println("bench: " + String.format(Locale.ROOT, format, values));
    }

    private static void tasks(Load load, String subnets) {
        load.call("CreateCluster", "{\"clusterName\":\"demo\"}");
        load.call("RegisterTaskDefinition", """
                {"family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256",
                 "memory": "512", "containerDefinitions": [{"name": "web", "image": "nginx:1"}]}""");
        run(load, subnets, FEW);
        look(load, 600); // warms up
        List<Load.Measured> few = look(load, CALLS);
        Load.Measured started = run(load, subnets, MANY - FEW);
        say("RunTask, ten at a time:              %s", started);
        say("DescribeTasks, 100 tasks, %5d stored, read for the first time: %s", MANY, look(load, CALLS).get(2));
        List<Load.Measured> many = look(load, CALLS);
        List<String> names = List.of("ListTasks, a page of 100", "DescribeTasks, 1 task   ",
                "DescribeTasks, 100 tasks");
        for (int kind = 0; kind < names.size(); kind++) {
            say("%s, %5d stored: %s", names.get(kind), FEW, few.get(kind));
            say("%s, %5d stored: %s; p50 x %.2f", names.get(kind), MANY, many.get(kind),
                    many.get(kind).millis(0.5) / few.get(kind).millis(0.5));
        }
    }

    private static Load.Measured run(Load load, String subnets, int count) {
        return load.measure("RunTask", count / 10, (call) -> """
                {"cluster": "demo", "taskDefinition": "web", "launchType": "FARGATE", "count": 10,
                 "networkConfiguration": {"awsvpcConfiguration": {"subnets": %s}}}""".formatted(subnets));
    }

    private static List<Load.Measured> look(Load load, int calls) {
        List<String> arns = arns(load);
        return List.of(load.measure("ListTasks", calls, (call) -> "{\"cluster\":\"demo\"}"),
                load.measure("DescribeTasks", calls, (call) -> describe(arns, call, 1)),
                load.measure("DescribeTasks", calls / 10, (call) -> describe(arns, call, 100)));
    }

    private static List<String> arns(Load load) {
        List<String> arns = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = JsonMapper.shared().readTree(load.call("ListTasks", "{\"cluster\":\"demo\"" + token + "}"));
            page.get("taskArns").forEach((arn) -> arns.add(arn.asString()));
            token = page.has("nextToken") ? ",\"nextToken\":\"" + page.get("nextToken").asString() + "\"" : "";
        }
        while (!token.isEmpty());
        return arns;
    }

    private static String describe(List<String> arns, int call, int count) {
        int first = new Random(call).nextInt(arns.size() - count + 1);
        return JsonMapper.shared()
            .writeValueAsString(Map.of("cluster", "demo", "tasks", arns.subList(first, first + count)));
    }

    /** All three: one has addresses for 4,091 tasks. */
    private static String subnets(String url) {
        try (Ec2Client ec2 = Ec2Client.builder()
            .endpointOverride(URI.create(url))
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .build()) {
            return JsonMapper.shared()
                .writeValueAsString(ec2.describeSubnets().subnets().stream().map(Subnet::subnetId).toList());
        }
    }

    private static void push(String url) throws IOException {
        String token;
        try (EcrClient ecr = EcrClient.builder()
            .endpointOverride(URI.create(url))
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .build()) {
            ecr.createRepository((repository) -> repository.repositoryName("web"));
            token = ecr.getAuthorizationToken().authorizationData().get(0).authorizationToken();
        }
        String digest = digest();
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        String location = send(http, token, url + "/v2/web/blobs/uploads/", "POST", null).headers()
            .firstValue("Location")
            .orElseThrow();
        URI target = URI.create(url).resolve(location);
        long start = System.nanoTime();
        int status = send(http, token, target + (location.contains("?") ? "&" : "?") + "digest=" + digest, "PUT",
                new Layer())
            .statusCode();
        assertThat(status).isEqualTo(201);
        double seconds = (System.nanoTime() - start) / 1e9;
        say("push of a layer of %d MB: %.1f s, %.0f MB/s", MEGABYTES, seconds, MEGABYTES / seconds);
    }

    private static HttpResponse<Void> send(HttpClient http, String token, String url, String method,
            @Nullable InputStream body) throws IOException {
        HttpRequest.BodyPublisher publisher = (body != null) ? HttpRequest.BodyPublishers.ofInputStream(() -> body)
                : HttpRequest.BodyPublishers.noBody();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
            .header("Authorization", "Basic " + token)
            .method(method, publisher)
            .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding());
        }
        catch (InterruptedException ex) {
            throw new IOException(ex);
        }
    }

    private static String digest() throws IOException {
        try (InputStream layer = new Layer()) {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1024 * 1024];
            for (int read = layer.read(buffer); read >= 0; read = layer.read(buffer)) {
                sha256.update(buffer, 0, read);
            }
            return "sha256:" + HexFormat.of().formatHex(sha256.digest());
        }
        catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("every Java has SHA-256", ex);
        }
    }

    /** So many megabytes that do not compress. */
    private static final class Layer extends InputStream {

        private final byte[] block = new byte[1024 * 1024];

        private long left = MEGABYTES * this.block.length;

        Layer() {
            new Random(7).nextBytes(this.block);
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (this.left == 0) {
                return -1;
            }
            int at = (int) ((MEGABYTES * this.block.length - this.left) % this.block.length);
            int size = (int) Math.min(Math.min(length, this.block.length - at), this.left);
            System.arraycopy(this.block, at, buffer, offset, size);
            this.left -= size;
            return size;
        }

    }

}
