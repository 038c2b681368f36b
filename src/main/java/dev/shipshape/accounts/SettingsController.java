package dev.shipshape.accounts;

import dev.shipshape.web.FormProblems;
import dev.shipshape.web.Problem;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** People, for administrators. */
@Controller
@RequestMapping("/settings")
class SettingsController {

    private static final String BACK = "redirect:/settings";

    private final People people;

    private final DemonstrationAccounts demonstrations;

    SettingsController(People people, DemonstrationAccounts demonstrations) {
        this.people = people;
        this.demonstrations = demonstrations;
    }

    @GetMapping
    String show(Model model) {
        model.addAttribute("form", new NewPerson("", "", Role.OPERATOR.name()));
        return "accounts/settings";
    }

    @PostMapping("/people")
    String add(@Valid @ModelAttribute("form") NewPerson form, BindingResult result, HttpServletResponse response,
            RedirectAttributes redirect) {
        if (result.hasErrors()) {
            return FormProblems.again(response, "accounts/settings");
        }
        try {
            this.people.add(form.name(), form.password(), Role.valueOf(form.role()));
        }
        catch (Problem problem) {
            return FormProblems.show(problem, result, response, "accounts/settings");
        }
        redirect.addFlashAttribute("message",
                form.name() + " may sign in now, as " + Role.valueOf(form.role()).word() + ".");
        return BACK;
    }

    @PostMapping("/people/{name}/role")
    String reRole(@PathVariable String name, @RequestParam Role role, RedirectAttributes redirect) {
        this.people.reRole(name, role);
        redirect.addFlashAttribute("message", name + " is " + role.word() + " now, and signs in anew for it.");
        return BACK;
    }

    @PostMapping("/people/{name}/access")
    String enable(@PathVariable String name, @RequestParam boolean enabled, RedirectAttributes redirect) {
        this.people.enable(name, enabled);
        redirect.addFlashAttribute("message", name + (enabled ? " may sign in again." : " may no longer sign in."));
        return BACK;
    }

    @PostMapping("/people/{name}/email")
    String email(@PathVariable String name, @RequestParam String email, RedirectAttributes redirect) {
        this.people.email(name, email);
        redirect.addFlashAttribute("message",
                email.isBlank() ? name + " has no e-mail address now." : name + " is told at " + email.strip() + ".");
        return BACK;
    }

    @ModelAttribute
    void people(Model model) {
        model.addAttribute("people", this.people.all());
        model.addAttribute("roles", Role.values());
        model.addAttribute("demonstration", this.demonstrations.mayExist());
    }

    record NewPerson(@NotNull(message = "Give the person a name.") String name,
            @NotNull(message = "Give the person a first password.") String password,
            @NotNull(message = NewPerson.ROLES) @Pattern(regexp = "VIEWER|OPERATOR|ADMIN",
                    message = NewPerson.ROLES) String role) {

        static final String ROLES = "Choose one of these roles.";

    }

}
