package dev.shipshape.accounts;

import dev.shipshape.ConsoleTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** People and passwords, by what a person sees. */
@ConsoleTest
@WithMockUser(username = "admin", roles = "ADMIN")
class SettingsTests {

    private static final String PASSWORD = "correct horse";

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private People people;

    @Test
    void withNobodyStoredThePageSaysWhoMaySignInAndWhatToDo() {
        assertThat(this.mvc.get().uri("/settings")).hasStatusOk()
            .bodyText()
            .contains("Nobody is stored yet", "The demonstration accounts admin, operator and viewer may sign in",
                    "Add a person");
    }

    @Test
    void aPersonIsAddedWithARole() {
        assertThat(add("ada.l@example", PASSWORD, "VIEWER")).hasRedirectedUrl("/settings")
            .flash()
            .containsEntry("message", "ada.l@example may sign in now, as viewer.");
        assertThat(this.people.named("ada.l@example").getRole()).isEqualTo(Role.VIEWER);
        assertThat(this.mvc.get().uri("/settings")).bodyText()
            .contains("ada.l@example", "Disable ada.l@example")
            .doesNotContain("Nobody is stored yet", PASSWORD);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ""                 | correct horse | VIEWER | A name has up to 60 letters
            two words          | correct horse | VIEWER | A name has up to 60 letters
            .ada               | correct horse | VIEWER | A name has up to 60 letters
            <script>           | correct horse | VIEWER | A name has up to 60 letters
            operator           | correct horse | VIEWER | There is someone of this name already
            taken              | correct horse | VIEWER | There is someone of this name already
            ada                | 123456789     | VIEWER | A password has 10 to 70 characters
            ada                | ""            | VIEWER | A password has 10 to 70 characters
            ada                | correct horse | KING   | Choose one of these roles
            ada                | correct horse | ""     | Choose one of these roles
            """)
    void whatIsWrongIsSaidBesideItsFieldAndWhatWasTypedStays(String name, String password, String role,
            String sentence) {
        this.people.add("taken", PASSWORD, Role.VIEWER);
        assertThat(add(name, password, role)).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains(sentence, "ss-error",
                    "name=\"name\" type=\"text\" value=\"" + name.replace("<", "&lt;").replace(">", "&gt;"))
            .doesNotContain("correct horse");
        assertThat(this.people.all()).hasSize(1);
    }

    @Test
    void theChosenRoleStaysWhenTheNameIsWrong() {
        assertThat(add("two words", PASSWORD, "ADMIN")).bodyText()
            .containsPattern("value=\"ADMIN\"\\s+checked")
            .doesNotContainPattern("value=\"OPERATOR\"\\s+checked");
    }

    @Test
    void aNameOrPasswordThatIsTooLongIsExplained() {
        assertThat(add("a".repeat(61), PASSWORD, "VIEWER")).bodyText().contains("A name has up to 60 letters");
        assertThat(add("ada", "p".repeat(71), "VIEWER")).bodyText().contains("A password has 10 to 70 characters");
        assertThat(add("ada", "ü".repeat(40), "VIEWER")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("This password is too long");
        assertThat(this.people.all()).isEmpty();
        assertThat(add("ada", "p".repeat(70), "VIEWER")).hasRedirectedUrl("/settings");
        assertThat(add("eve", "ü".repeat(36), "VIEWER")).hasRedirectedUrl("/settings");
    }

    @Test
    void aFormThatDidNotComeWholeIsExplained() {
        assertThat(this.mvc.post().uri("/settings/people").with(csrf())).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("Give the person a name.", "Give the person a first password.", "Choose one of these roles.");
    }

    @Test
    void aPersonIsDisabledAndLetInAgain() {
        this.people.add("ada", PASSWORD, Role.OPERATOR);
        assertThat(change("ada/access", "enabled", "false")).hasRedirectedUrl("/settings")
            .flash()
            .containsEntry("message", "ada may no longer sign in.");
        assertThat(this.people.named("ada").isEnabled()).isFalse();
        assertThat(this.mvc.get().uri("/settings")).bodyText().contains("Enable ada");
        assertThat(change("ada/access", "enabled", "true")).hasRedirectedUrl("/settings");
        assertThat(this.people.named("ada").isEnabled()).isTrue();
    }

    @Test
    void aPersonGetsAnotherRole() {
        this.people.add("ada", PASSWORD, Role.OPERATOR);
        assertThat(change("ada/role", "role", "ADMIN")).hasRedirectedUrl("/settings");
        assertThat(this.people.named("ada").getRole()).isEqualTo(Role.ADMIN);
    }

    @Test
    void theLastAdministratorIsKept() {
        this.people.add("ada", PASSWORD, Role.ADMIN);
        assertThat(change("ada/access", "enabled", "false")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("ada is the last administrator.", "Make someone else an administrator first.");
        assertThat(change("ada/role", "role", "VIEWER")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        this.people.add("eve", PASSWORD, Role.ADMIN);
        this.people.enable("eve", false);
        assertThat(change("ada/role", "role", "VIEWER")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        assertThat(this.people.named("ada").getRole()).isEqualTo(Role.ADMIN);
        this.people.enable("eve", true);
        assertThat(change("ada/role", "role", "VIEWER")).hasRedirectedUrl("/settings");
        assertThat(change("eve/access", "enabled", "false")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @Test
    void whatIsNotThereOrNotReadableIsRefusedInPlainWords() {
        this.people.add("ada", PASSWORD, Role.OPERATOR);
        assertThat(change("nobody/role", "role", "VIEWER")).hasStatus(HttpStatus.NOT_FOUND)
            .bodyText()
            .contains("There is no person");
        assertThat(change("operator/access", "enabled", "false")).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(change("ada/role", "role", "KING")).hasStatus(HttpStatus.BAD_REQUEST)
            .bodyText()
            .contains("This request could not be read.");
        assertThat(change("ada/access", "enabled", "perhaps")).hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(change("ada/role", "other", "x")).hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(this.people.named("ada").getRole()).isEqualTo(Role.OPERATOR);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            wrong horse    | a new horse | a new horse | That is not your present password.
            ""             | a new horse | a new horse | That is not your present password.
            correct horse  | short       | short       | A password has 10 to 70 characters.
            correct horse  | a new horse | another one | This differs from the new password.
            """)
    @WithMockUser(username = "ada", roles = "VIEWER")
    void aWrongChangeOfTheOwnPasswordIsExplained(String present, String next, String again, String sentence) {
        this.people.add("ada", PASSWORD, Role.VIEWER);
        assertThat(password(present, next, again)).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains(sentence)
            .doesNotContain("value=\"" + next);
        this.people.changePassword("ada", PASSWORD, PASSWORD);
    }

    @Test
    @WithMockUser(username = "ada", roles = "VIEWER")
    void everyoneChangesTheirOwnPassword() {
        this.people.add("ada", PASSWORD, Role.VIEWER);
        assertThat(this.mvc.get().uri("/account/password")).bodyText().contains("Present password");
        assertThat(password(PASSWORD, "a new horse", "a new horse")).hasRedirectedUrl("/account/password");
        this.people.changePassword("ada", "a new horse", PASSWORD);
        assertThat(this.mvc.post().uri("/account/password").with(csrf())).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("Type your present password.", "Type a new password.");
    }

    @Test
    @WithMockUser(username = "operator", roles = "OPERATOR")
    void aDemonstrationAccountsPasswordStays() {
        assertThat(this.mvc.get().uri("/account/password")).hasStatusOk()
            .bodyText()
            .contains("its password is its name and stays so")
            .doesNotContain("Present password");
        assertThat(password("operator", "a new horse", "a new horse")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("its password is its name and stays so");
        assertThat(this.people.all()).isEmpty();
    }

    @Test
    void aPersonIsToldAtAnAddressOfTheirOwn() {
        this.people.add("ada", PASSWORD, Role.OPERATOR);
        assertThat(change("ada/email", "email", " ada@example.org ")).hasRedirectedUrl("/settings")
            .flash()
            .containsEntry("message", "ada is told at ada@example.org.");
        assertThat(this.people.email("ada")).hasValue("ada@example.org");
        assertThat(change("ada/email", "email", "not an address")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        assertThat(change("ada/email", "email", "")).hasRedirectedUrl("/settings");
        assertThat(this.people.email("ada")).isEmpty();
    }

    @Test
    @WithMockUser(username = "ada", roles = "VIEWER")
    void everyoneChangesTheirOwnAddress() {
        this.people.add("ada", PASSWORD, Role.VIEWER);
        assertThat(email("ada@example.org")).hasRedirectedUrl("/account/email");
        assertThat(this.mvc.get().uri("/account/email")).bodyText().contains("value=\"ada@example.org\"");
        assertThat(email("a@b, c@d")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
            .bodyText()
            .contains("value=\"a@b, c@d\"", "Write one e-mail address");
        assertThat(this.people.email("ada")).hasValue("ada@example.org");
    }

    private MvcTestResult email(String email) {
        return this.mvc.post().uri("/account/email").with(csrf()).param("email", email).exchange();
    }

    private MvcTestResult add(String name, String password, String role) {
        return this.mvc.post()
            .uri("/settings/people")
            .with(csrf())
            .param("name", name)
            .param("password", password)
            .param("role", role)
            .exchange();
    }

    private MvcTestResult change(String what, String parameter, String value) {
        return this.mvc.post().uri("/settings/people/" + what).with(csrf()).param(parameter, value).exchange();
    }

    private MvcTestResult password(String present, String next, String again) {
        return this.mvc.post()
            .uri("/account/password")
            .with(csrf())
            .param("present", present)
            .param("next", next)
            .param("again", again)
            .exchange();
    }

}
