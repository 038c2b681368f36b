package dev.shipshape.localaws.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.shipshape.localaws.LocalAwsServer;
import dev.shipshape.localaws.engine.Pace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code docs/sandbox-operations.md} has one row for each operation that is there. */
class DocumentedOperationsTests {

    @RegisterExtension
    static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT);

    private static final Pattern HEADING = Pattern.compile("## .*\\(`([a-z0-9-]+)`\\)");

    private static final Pattern ROW = Pattern.compile("\\| `([A-Za-z0-9]+)` \\| (.+) \\|");

    @Test
    void theRowsAreTheOperationsOfTheEndpoint() throws IOException {
        List<String> rows = new ArrayList<>();
        String service = "";
        for (String line : Files.readAllLines(Path.of("docs/sandbox-operations.md"))) {
            Matcher heading = HEADING.matcher(line);
            Matcher row = ROW.matcher(line);
            if (heading.matches()) {
                service = heading.group(1);
            }
            else if (row.matches()) {
                assertThat(row.group(2)).as(line).hasSizeGreaterThan(10);
                rows.add(service + ":" + row.group(1));
            }
        }
        assertThat(rows).as("the rows of docs/sandbox-operations.md").doesNotHaveDuplicates();
        assertThat(rows).containsExactlyInAnyOrderElementsOf(aws.operations());
    }

}
