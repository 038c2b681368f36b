package dev.shipshape.aws;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import dev.shipshape.FaultyEndpoint;
import dev.shipshape.FaultyEndpoint.Fault;
import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.engine.Pace;
import dev.shipshape.web.Problem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpStatus;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What a person is told of a call that AWS refuses or that never got there, asked by the
 * SDK over HTTP.
 */
class AwsErrorsTests {

    private static final String DENIED = "User: arn:aws:iam::123456789012:user/ada is not authorized to perform: ";

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT);

    private final FaultyEndpoint endpoint = FaultyEndpoint.before(() -> URI.create(aws.url()));

    private final AwsClients clients = new AwsClients(Duration.ofSeconds(5), List.of());

    private final SharedReads reads = new SharedReads();

    @AfterEach
    void close() throws Exception {
        this.clients.close();
        this.reads.close();
        this.endpoint.close();
    }

    @Test
    void whatIsDeniedIsNamedWithTheStatementThatWouldAllowIt() {
        Problem problem = refused("AccessDeniedException", DENIED
                + "ecs:ListClusters on resource: arn:aws:ecs:us-east-1:123456789012:cluster/shop because no policy allows it");
        assertThat(problem.what()).isEqualTo("AWS does not allow ecs:ListClusters here.");
        assertThat(problem.advice()).contains("Ask whoever looks after the account for this permission");
        assertThat(statement(problem)).isEqualTo("""
                {
                  "Effect": "Allow",
                  "Action": "ecs:ListClusters",
                  "Resource": "arn:aws:ecs:us-east-1:123456789012:cluster/shop"
                }""");
    }

    @Test
    void whereAwsDoesNotNameTheActionTheCallDoes() {
        Problem problem = refused("AccessDeniedException", "You are not authorized to do this.");
        assertThat(problem.what()).isEqualTo("AWS does not allow ecs:ListClusters here.");
        assertThat(statement(problem)).contains("\"Action\": \"ecs:ListClusters\"", "\"Resource\": \"*\"");
    }

    @Test
    void whereAPolicyForbidsItNoStatementIsOffered() {
        Problem problem = refused("AccessDeniedException",
                DENIED + "ecs:ListClusters on resource: * with an explicit deny in a service control policy");
        assertThat(problem.advice()).contains("A policy forbids it outright");
        assertThat(problem.remedy()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    ExpiredTokenException | The security token included in the request is expired | credentials of this connection have expired | aws sso login
                    UnrecognizedClientException | The security token included in the request is invalid. | does not accept the credentials | access key
                    InvalidSignatureException | Signature expired: 20261128T000000Z is now earlier than 20261128T001000Z | The clock where Shipshape runs is wrong | Set the clock
                    InvalidSignatureException | The request signature we calculated does not match the signature you provided. | does not accept the credentials | secret
                    """)
    void whyTheCredentialsDoNotWorkIsToldInPlainWords(String code, String words, String what, String advice) {
        Problem problem = refused(code, words);
        assertThat(problem.what()).contains(what);
        assertThat(problem.advice()).contains(advice);
        assertThat(problem.status()).isEqualTo(HttpStatus.BAD_GATEWAY);
        assertThat(problem.original()).isEqualTo(words);
    }

    @Test
    void anEndpointWhereNobodyListensCannotBeReached() {
        URI gone = this.endpoint.uri();
        this.endpoint.close();
        Problem problem = problem(at(gone), (connection) -> this.clients.ecs(connection).listClusters());
        assertThat(problem.what()).isEqualTo("AWS cannot be reached.");
        assertThat(problem.advice()).contains("Check its endpoint");
    }

    @Test
    void anEndpointWhoseNameIsNotKnownCannotBeReached() {
        Problem problem = problem(at(URI.create("http://no-such-host.invalid")),
                (connection) -> this.clients.ecs(connection).listClusters());
        assertThat(problem.what()).isEqualTo("AWS cannot be reached.");
        assertThat(problem.advice()).contains("(DNS)");
    }

    @Test
    void withoutCredentialsItIsSaidWhereTheyAreLookedFor() {
        Connection connection = new Connection("team", "eu-west-2", "no-such-profile", null, this.endpoint.uri(),
                false);
        Problem problem = problem(connection, (team) -> this.clients.ecs(team).listClusters());
        assertThat(problem.what()).isEqualTo("There are no AWS credentials for this connection.");
        assertThat(problem.advice()).contains("Check the name of the profile");
        assertThat(this.endpoint.calls("ListClusters")).isZero();
    }

    @Test
    void aCallThatIsCutOffIsATimeOutWhateverTheHttpClientSays() {
        SdkHttpClient http = new CutOff(Apache5HttpClient.create());
        EcsClient ecs = EcsClient.builder()
            .endpointOverride(this.endpoint.uri())
            .region(Region.US_EAST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClient(http)
            .build();
        http.close(); // "Connection pool shut down": an illegal state, as where a call is
                      // cut off in the middle
        Problem problem = problem(at(this.endpoint.uri()), (connection) -> ecs.listClusters());
        assertThat(problem.what()).isEqualTo("AWS did not answer in time.");
        assertThat(problem.status()).isEqualTo(HttpStatus.GATEWAY_TIMEOUT);
    }

    private Problem refused(String code, String words) {
        this.endpoint.always("ListClusters", Fault.refused(code, words));
        return problem(at(this.endpoint.uri()), (connection) -> this.clients.ecs(connection).listClusters());
    }

    private Problem problem(Connection connection, Consumer<Connection> call) {
        return catchThrowableOfType(Problem.class, () -> this.reads.fresh(() -> {
            call.accept(connection);
            return "";
        }));
    }

    private static String statement(Problem problem) {
        return Objects.requireNonNull(problem.remedy()).text();
    }

    private static Connection at(URI endpoint) {
        return new Connection("faulty", "us-east-1", null, null, endpoint, true);
    }

}
