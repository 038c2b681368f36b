package dev.shipshape.localaws.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Chance from a seed, and the odd values that a fuzzer likes. */
final class Chance {

    private static final List<String> TEXTS = List.of("", " ", "demo", "web", "default", "team/web", "web:1", "web:0",
            "web:-1", "web:99999999999999999999", ":", "::::::", "/", "//", "../../etc/passwd", "a".repeat(300),
            "a".repeat(20_000), "null", "{}", "[", "(((", "*", "%", "%s%n", "${x}", "'", "\\\"", "<a&b>", "\\u0000",
            "\\ud800", "\\ud83d\\ude00", "\u00e9", "\u4e2d\u6587", "0", "-1", "1e9", "9".repeat(40), "1", "256", "512",
            "0.5 vCPU", "1 GB", "2026-01-01T00:00:00Z", "+999999999-12-31T23:59:59Z", "latest", "1", "FARGATE", "EC2",
            "EXTERNAL", "ACTIVE", "INACTIVE", "STOPPED", "RUNNING", "REPLICA", "DAEMON", "awsvpc", "bridge", "host",
            "awslogs", "tcp", "arn:", "arn:aws:ecs", "arn:aws:ecs:us-east-1:123456789012:cluster/demo",
            "arn:aws:ecs:us-east-1:123456789012:service/demo/web",
            "arn:aws:ecs:us-east-1:123456789012:task/demo/0123456789abcdef0123456789abcdef",
            "arn:aws:ecs:us-east-1:123456789012:task-definition/web:1", "arn:aws:ecs:us-east-1:123456789012:/",
            "arn:aws:ecr:us-east-1:123456789012:repository/team/web",
            "arn:aws:iam::123456789012:role/ecsTaskExecutionRole",
            "arn:aws:logs:us-east-1:123456789012:log-group:/ecs/demo:*", "/ecs/demo", "ecs/web/1", "nginx:1",
            "sha256:" + "0".repeat(64), "sha256:xyz", "localhost:4566/team/web:1", "vpc-1", "subnet-0", "sg-0", "eni-0",
            "us-east-1", "us-east-1a", "bm90IGpzb24", "eyJ9", "AAAA", "owner-id", "123456789012", "10.0.0.0/8",
            "0.0.0.0/99", "{\\\"Statement\\\":[]}", "{\\\"rules\\\":[{}]}",
            "{\\\"rules\\\":[{\\\"rulePriority\\\":1e999}]}", "[ip, user, status=4*, size]", "{ $.a = ",
            "?ERROR -WARN");

    private static final List<String> NUMBERS = List.of("0", "1", "-1", "2", "10", "80", "100", "256", "512", "1000",
            "65536", "2147483647", "-2147483648", "2147483648", "9223372036854775807", "9223372036854775808", "1.5",
            "1e3", "1e999999999", "1e-999999999", "0.1", "-0", "1780272000", "1780272000000", "253402300800",
            "9".repeat(50));

    private static final List<String> WRONG = List.of("null", "true", "false", "\"text\"", "1", "[]", "{}", "[[]]",
            "[null]", "{\"a\":1}", "NaN", "Infinity", "[{}]", "\"\"", "-", "01", "'x'", "undefined", "\"\\u0000\"",
            "[1,2,3]");

    private final Random random;

    Chance(long seed) {
        this.random = new Random(seed);
    }

    boolean in(int times) {
        return this.random.nextInt(times) == 0;
    }

    int below(int bound) {
        return this.random.nextInt(bound);
    }

    <T> T of(List<T> all) {
        return all.get(this.random.nextInt(all.size()));
    }

    /** A text as it stands between the quotes of JSON. */
    String text() {
        return of(TEXTS);
    }

    String number() {
        return of(NUMBERS);
    }

    String wrong() {
        return of(WRONG);
    }

    byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        this.random.nextBytes(bytes);
        return bytes;
    }

    /** The same, with some bytes flipped, cut out, doubled or cut off. */
    byte[] mutated(byte[] bytes) {
        byte[] mutated = bytes.clone();
        for (int times = 1 + below(3); times > 0 && mutated.length > 0; times--) {
            int at = below(mutated.length);
            switch (below(4)) {
                case 0 -> mutated[at] = (byte) below(256);
                case 1 -> mutated = Arrays.copyOf(mutated, at);
                case 2 -> {
                    byte[] longer = Arrays.copyOf(mutated, mutated.length + Math.min(64, mutated.length - at));
                    System.arraycopy(mutated, at, longer, mutated.length, longer.length - mutated.length);
                    mutated = longer;
                }
                default -> mutated[at] ^= (byte) (1 << below(8));
            }
        }
        return mutated;
    }

}
