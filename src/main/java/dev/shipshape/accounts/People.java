package dev.shipshape.accounts;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.shipshape.web.NotFound;
import dev.shipshape.web.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The people who may sign in. One administrator at least is always left. */
@Component
public class People {

    /** The shortest password, in characters. */
    public static final int SHORTEST_PASSWORD = 10;

    /** What bcrypt takes: more bytes than these it would leave out. */
    private static final int LONGEST_IN_BYTES = 72;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,59}");

    private static final Pattern EMAIL = Pattern.compile("[^\\s@,;<>\"]+@[^\\s@,;<>\"]+");

    private final PersonRepository people;

    private final PasswordEncoder passwords;

    private final Clock clock;

    People(PersonRepository people, PasswordEncoder passwords, Clock clock) {
        this.people = people;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** Everyone, by name. */
    @Transactional(readOnly = true)
    public List<Person> all() {
        return this.people.findAllByOrderByName();
    }

    /**
     * The person of this name.
     * @throws NotFound if there is none
     */
    @Transactional(readOnly = true)
    public Person named(String name) {
        return this.people.findById(name).orElseThrow(() -> new NotFound("person", name));
    }

    /**
     * Adds a person.
     * @param name up to 60 of letters, digits and {@code . _ @ -}
     * @param password at least {@link #SHORTEST_PASSWORD} characters
     * @param role what the person may do
     * @throws Problem if the name is taken or wrong, or the password too short
     */
    @Transactional
    public void add(String name, String password, Role role) {
        if (!NAME.matcher(name).matches()) {
            throw Problem.ofField("name", "A name has up to 60 letters, digits and . _ @ -, a letter or digit first.");
        }
        if (DemonstrationAccounts.NAMES.contains(name) || this.people.existsById(name)) {
            throw Problem.ofField("name", "There is someone of this name already.");
        }
        this.people.save(new Person(name, encoded("password", password), role, this.clock.instant()));
    }

    /** Where a person is told by e-mail; empty where nobody stored it. */
    @Transactional(readOnly = true)
    public Optional<String> email(String name) {
        return this.people.findById(name).map(Person::getEmail);
    }

    /**
     * Stores where a person is told by e-mail.
     * @param email the address; empty for none
     * @throws Problem if that is no address
     */
    @Transactional
    public void email(String name, String email) {
        String address = email.strip();
        if (!address.isEmpty() && (address.length() > 254 || !EMAIL.matcher(address).matches())) {
            throw Problem.ofField("email", "Write one e-mail address, such as ada@example.org, or leave it empty.");
        }
        named(name).email(address.isEmpty() ? null : address);
    }

    /**
     * Whether a person of this name may not sign in. Demonstration accounts are nobody.
     */
    @Transactional(readOnly = true)
    public boolean isDisabled(String name) {
        return this.people.findById(name).filter((person) -> !person.isEnabled()).isPresent();
    }

    /** Lets a person sign in, or no longer. */
    @Transactional
    public void enable(String name, boolean enabled) {
        Person person = named(name);
        keepOneAdministrator(person, enabled && person.getRole() == Role.ADMIN);
        person.enabled(enabled);
    }

    /** Gives a person another role. */
    @Transactional
    public void reRole(String name, Role role) {
        Person person = named(name);
        keepOneAdministrator(person, person.isEnabled() && role == Role.ADMIN);
        person.role(role);
    }

    /**
     * Changes a person's own password.
     * @throws Problem if the present password is wrong or the new one too short
     */
    @Transactional
    public void changePassword(String name, String present, String next) {
        Person person = named(name);
        if (!this.passwords.matches(present, person.encodedPassword())) {
            throw Problem.ofField("present", "That is not your present password.");
        }
        person.password(encoded("next", next));
    }

    /**
     * Makes an administrator where none is stored. There may be other people, stored
     * while the demonstration accounts cared for them.
     * @param name the administrator's name; a number is added if someone has it
     * @return the name; empty if there is an administrator already
     */
    @Transactional
    Optional<String> addFirst(String name, String password) {
        if (!administrators().isEmpty()) {
            return Optional.empty();
        }
        String free = Stream.iterate(1, (number) -> number + 1)
            .map((number) -> (number == 1) ? name : name + "-" + number)
            .filter((candidate) -> !this.people.existsById(candidate))
            .findFirst()
            .orElseThrow();
        this.people.save(new Person(free, encoded("password", password), Role.ADMIN, this.clock.instant()));
        return Optional.of(free);
    }

    private String encoded(String field, String password) {
        if (password.length() < SHORTEST_PASSWORD || password.length() > 70) {
            throw Problem.ofField(field, "A password has " + SHORTEST_PASSWORD + " to 70 characters.");
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > LONGEST_IN_BYTES) {
            throw Problem.ofField(field,
                    "This password is too long: letters outside a-z count as two or more of 70 characters.");
        }
        return String.valueOf(this.passwords.encode(password));
    }

    /** Locked, so that the last two cannot take each other's role at the same moment. */
    private List<Person> administrators() {
        return this.people.findByRoleAndEnabledTrue(Role.ADMIN);
    }

    private void keepOneAdministrator(Person person, boolean staysAdministrator) {
        boolean isAdministrator = person.isEnabled() && person.getRole() == Role.ADMIN;
        if (isAdministrator && !staysAdministrator && administrators().size() == 1) {
            throw new Problem(HttpStatus.UNPROCESSABLE_CONTENT, person.getName() + " is the last administrator.",
                    "Make someone else an administrator first.");
        }
    }

}
