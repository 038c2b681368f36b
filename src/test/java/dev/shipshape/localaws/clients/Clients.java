package dev.shipshape.localaws.clients;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.Program;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls operations by the AWS CLI, and by the SDK for JavaScript those that the CLI does
 * not know or whose members it does not know. The service is named as the CLI names it.
 */
public final class Clients implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * The packages of the SDK for JavaScript that are not named like the CLI's command.
     */
    private static final Map<String, String> PACKAGES = Map.of("logs", "cloudwatch-logs", "elbv2",
            "elastic-load-balancing-v2", "application-autoscaling", "application-auto-scaling",
            "resourcegroupstaggingapi", "resource-groups-tagging-api");

    private static final Pattern LACKS = Pattern.compile(
            "argument (operation|command): Invalid choice|Unknown parameter in input|must be one of:|SessionManagerPlugin");

    private final AwsCli cli;

    private final String url;

    private final Path directory;

    private @Nullable JavaScriptSdk sdk;

    /** A subnet of the default network. */
    public String subnet() {
        return text("ec2", "DescribeSubnets", "{}", "/Subnets/0/SubnetId");
    }

    /** Clients of this server. */
    public Clients(LocalAwsServer server, Path directory) {
        this.cli = AwsCli.shared();
        this.url = server.url();
        this.directory = directory;
    }

    /**
     * Calls an operation, which has to succeed.
     * @param input its members as JSON
     */
    public JsonNode call(String service, String operation, String input) {
        Answer answer = answer(service, operation, input);
        assertThat(answer.error()).as("%s %s %s", service, operation, input).isEmpty();
        return answer.output();
    }

    /**
     * Calls an operation and gives one text of its answer, such as
     * {@code /cluster/status}.
     */
    public String text(String service, String operation, String input, String pointer) {
        JsonNode found = call(service, operation, input).at(pointer);
        return found.isMissingNode() ? "" : found.asString();
    }

    /**
     * Calls an operation, which has to be refused; gives the error's name and message.
     */
    public String refused(String service, String operation, String input) {
        Answer answer = answer(service, operation, input);
        assertThat(answer.error()).as("%s %s %s is refused", service, operation, input).isNotEmpty();
        return answer.error();
    }

    /** Runs a command of the CLI, as one would type it; it has to succeed. */
    public String run(String... arguments) {
        Program.Result result = cli(arguments);
        assertThat(result.status()).as(result.whole()).isZero();
        return result.output();
    }

    private Program.Result cli(String... arguments) {
        List<String> whole = new ArrayList<>(List.of("--endpoint-url", this.url));
        whole.addAll(List.of(arguments));
        return this.cli.run(whole);
    }

    private Answer answer(String service, String operation, String input) {
        Program.Result result = cli(service, command(operation), "--output", "json", "--cli-input-json", input);
        if (result.status() == 0) {
            return new Answer(JSON.readTree(result.output().isBlank() ? "{}" : result.output()), "");
        }
        if (!LACKS.matcher(result.errors()).find()) {
            return new Answer(JSON.createObjectNode(), result.errors());
        }
        JsonNode answer = sdk().call(PACKAGES.getOrDefault(service, service), operation, JSON.readTree(input));
        return answer.has("error")
                ? new Answer(JSON.createObjectNode(),
                        "(" + answer.get("error").asString() + ") " + answer.get("message").asString())
                : new Answer(answer.get("output"), "");
    }

    private JavaScriptSdk sdk() {
        if (this.sdk == null) {
            this.sdk = JavaScriptSdk.start(this.directory, this.url);
        }
        return this.sdk;
    }

    /** The CLI's name of an operation: {@code DescribeVpcs} is {@code describe-vpcs}. */
    private static String command(String operation) {
        return operation.replaceAll("([a-z\\d])([A-Z])", "$1-$2")
            .replaceAll("([A-Z]+)([A-Z][a-z])", "$1-$2")
            .toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        if (this.sdk != null) {
            this.sdk.close();
        }
    }

    /** What came back: the output, or an error that is not empty. */
    private record Answer(JsonNode output, String error) {
    }

}
