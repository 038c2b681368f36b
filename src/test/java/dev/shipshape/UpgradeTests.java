package dev.shipshape;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.aws.Connections;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A data directory of the first version that planned clean-up (migrations up to V10) is
 * opened by this one: nothing of it is lost.
 */
@SpringBootTest(properties = { "shipshape.localaws.port=0", "shipshape.localaws.pace=instant",
        "shipshape.settle-every=1h", "shipshape.cleanup.sweep-every=1h", "shipshape.notify.every=1h" })
@AutoConfigureMockMvc
@WithMockUser(username = "operator", roles = "OPERATOR")
class UpgradeTests {

    private static final String WHERE = "'sandbox', 'aws', '123456789012', 'us-east-1'";

    private static final String CLUSTER = "arn:aws:ecs:us-east-1:123456789012:cluster/demo";

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private ResourceLedger ledger;

    @Autowired
    private Connections connections;

    @DynamicPropertySource
    static void old(DynamicPropertyRegistry registry) throws SQLException {
        Path directory = TemporaryData.directory();
        String url = "jdbc:h2:file:" + directory + "/shipshape";
        Flyway.configure().dataSource(url, "shipshape", "").target("10").load().migrate();
        try (Connection database = DriverManager.getConnection(url, "shipshape", "");
                Statement statement = database.createStatement()) {
            statement.execute("insert into person values ('ada', '{noop}secret', 'OPERATOR', true, now())");
            statement.execute("insert into action values ('a1', 'ada', null, 'CREATE', 'cluster', 'demo', null, '"
                    + CLUSTER + "', " + WHERE + ", 'aws ecs create-cluster --cluster-name demo', now(), now(), now(), "
                    + "'SUCCEEDED', 'r1', null, null)");
            statement.execute("insert into ledger_entry values ('e1', 'a1', 'ada', null, 'cluster', 'demo', null, '"
                    + CLUSTER + "', " + WHERE + ", null, now(), '', 'AWAITING', null, now())");
            statement.execute("insert into cleanup_plan values ('p1', 'CLUSTER', 'sandbox', 'old', 'old', 'ada', null, "
                    + "now(), '', 'ENDED', 'ada', null, now(), now(), false, null, null, '', now())");
            statement
                .execute("insert into cleanup_step values ('s1', 'p1', 0, null, 'sandbox', 'cluster', 'old', null, '"
                        + CLUSTER.replace("demo", "old")
                        + "', null, '', 'CLUSTER', 'cluster', 'Nothing stands in it.', "
                        + "now(), 0, 'GONE', null, 1, now(), now(), now(), now())");
        }
        registry.add("shipshape.data-dir", directory::toString);
    }

    @Test
    void whatWasDoneWhatStandsAndWhatWasRemovedIsThere() {
        assertThat(this.mvc.get().uri("/activity")).hasStatusOk()
            .bodyText()
            .contains("ada", "demo", "aws ecs create-cluster --cluster-name demo");
        assertThat(this.ledger.last(this.connections.named("sandbox"), CLUSTER))
            .hasValueSatisfying((entry) -> assertThat(entry.getPerson()).isEqualTo("ada"));
        assertThat(this.mvc.get().uri("/cleanup/plans/p1")).hasStatusOk().bodyText().contains("old", "1 of 1 step");
    }

}
