package dev.shipshape.accounts;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.shipshape.ConsoleTest;
import dev.shipshape.aws.Connections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ConsoleTest
@ExtendWith(OutputCaptureExtension.class)
class FirstAdministratorTests {

    private static final Pattern PRINTED = Pattern.compile("Sign in as (\\S+) with the password (\\S+)");

    @Autowired
    private People people;

    @Autowired
    private Connections connections;

    @Autowired
    private FirstAdministrator withDemonstrations;

    @Test
    void whereThereAreDemonstrationAccountsNoneIsMade(CapturedOutput output) {
        this.withDemonstrations.run(new DefaultApplicationArguments());
        assertThat(output).doesNotContainPattern(PRINTED);
        assertThat(this.people.all()).isEmpty();
    }

    @Test
    void thePasswordIsPrintedOnceAndIsTheOne(CapturedOutput output) {
        start();
        Matcher printed = PRINTED.matcher(output);
        assertThat(printed.find()).isTrue();
        assertThat(printed.group(1)).isEqualTo("administrator");
        assertThat(printed.group(2)).hasSize(20);
        this.people.changePassword("administrator", printed.group(2), "a new horse");
        start();
        assertThat(PRINTED.matcher(output).results()).hasSize(1);
        assertThat(this.people.all()).singleElement()
            .satisfies((person) -> assertThat(person.getRole()).isEqualTo(Role.ADMIN));
    }

    @Test
    void peopleWithoutAnAdministratorGetOne(CapturedOutput output) {
        this.people.add("ada", "correct horse", Role.OPERATOR);
        this.people.add("administrator", "correct horse", Role.VIEWER);
        start();
        assertThat(output).contains("Sign in as administrator-2 with the password");
        assertThat(this.people.named("administrator-2").getRole()).isEqualTo(Role.ADMIN);
        assertThat(this.people.named("administrator").getRole()).isEqualTo(Role.VIEWER);
    }

    /** As at a start on an address that others reach. */
    private void start() {
        DemonstrationAccounts none = new DemonstrationAccounts(this.connections, null, true, "simulated", "none");
        new FirstAdministrator(this.people, none).run(new DefaultApplicationArguments());
    }

}
