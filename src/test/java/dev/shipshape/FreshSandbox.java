package dev.shipshape;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.aws.SharedReads;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.junit.jupiter.SpringExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Empties the sandbox and the database, so that each test begins with nothing. */
class FreshSandbox implements BeforeEachCallback {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Override
    public void beforeEach(ExtensionContext test) throws Exception {
        ApplicationContext context = SpringExtension.getApplicationContext(test);
        Connection sandbox = context.getBean(Connections.class).named(Connection.SANDBOX);
        HttpRequest reset = HttpRequest.newBuilder(URI.create(sandbox.endpoint() + "/_localaws/reset"))
            .POST(BodyPublishers.noBody())
            .build();
        assertThat(HTTP.send(reset, BodyHandlers.discarding()).statusCode()).isBetween(200, 299);
        empty(context.getBean(JdbcTemplate.class));
        context.getBean(SharedReads.class).changed(sandbox);
    }

    private static void empty(JdbcTemplate database) {
        List<? extends @Nullable String> tables = database.queryForList("""
                select table_name from information_schema.tables
                where table_schema = 'PUBLIC' and table_name <> 'flyway_schema_history'""", String.class);
        database.execute("set referential_integrity false");
        tables.forEach((table) -> database.execute("delete from \"" + table + "\""));
        database.execute("set referential_integrity true");
    }

}
