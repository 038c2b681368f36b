package dev.shipshape.accounts;

import java.security.SecureRandom;
import java.util.Base64;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Where there are neither demonstration accounts nor a stored administrator, makes one
 * with a random password and prints it once.
 */
@Component
class FirstAdministrator implements ApplicationRunner {

    static final String NAME = "administrator";

    private final People people;

    private final DemonstrationAccounts demonstrations;

    FirstAdministrator(People people, DemonstrationAccounts demonstrations) {
        this.people = people;
        this.demonstrations = demonstrations;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (this.demonstrations.mayExist()) {
            return;
        }
        byte[] random = new byte[15];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        // To the console on purpose and not to a log, which others may collect.
        this.people.addFirst(NAME, password)
            .ifPresent((name) -> System.out.printf(
                    "%nSign in as %s with the password %s (shown this once; change it there).%n%n", name, password));
    }

}
