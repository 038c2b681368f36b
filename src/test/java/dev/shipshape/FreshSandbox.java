package dev.shipshape;

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

/** Empties the sandbox and the database, so that each test begins with nothing. */
class FreshSandbox implements BeforeEachCallback {

    @Override
    public void beforeEach(ExtensionContext test) {
        ApplicationContext context = SpringExtension.getApplicationContext(test);
        Connection sandbox = context.getBean(Connections.class).named(Connection.SANDBOX);
        SandboxControl.of(sandbox).reset();
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
